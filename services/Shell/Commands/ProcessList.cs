// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.User.Text;

namespace Caprock.Services.Shell.Commands;

/// <summary>The components and what they do.</summary>
internal static class ProcessList
{
    private const int StateColumn = 18;
    private const int PriorityEnd = 30;
    private const int TimesColumn = 32;
    private const int UsedEnd = 58;
    private const int ShareEnd = 66;
    private const int RestartsEnd = 75;
    private const ulong PerMille = 1000;

    private static uint next;

    /// <summary>Writes them.</summary>
    public static async Activity Write()
    {
        Terminal.WriteLine("component         state  priority us/period         ms used  of 1000  restarts"u8);
        for (next = 0; next < SystemView.DomainCount && !Input.IsInterrupted; next++)
        {
            WriteOne();
            while (Terminal.IsFull)
            {
                await Terminal.Room;
            }
        }
    }

    private static unsafe void WriteOne()
    {
        var domain = SystemView.Domain(next);
        if (Supervision.Look(next, out var activity) != MonitorAnswer.Done)
        {
            return;
        }

        var text = new TextBuilder(Row.Buffer);
        text.Append(SystemView.NameAt(domain->Name));
        Row.To(ref text, StateColumn);
        text.Append(StateName(activity.State));
        Row.Right(ref text, domain->Priority, PriorityEnd);
        Row.To(ref text, TimesColumn);
        text.AppendDecimal((long)domain->BudgetMicroseconds);
        text.Append((byte)'/');
        text.AppendDecimal((long)domain->PeriodMicroseconds);
        if ((domain->Flags & SystemDomain.Passive) != 0)
        {
            text.Append(" passive"u8);
        }

        Row.Thousandths(ref text, activity.Microseconds, UsedEnd);
        Row.Right(ref text, activity.Microseconds * PerMille / Math.Max(activity.SystemMicroseconds, 1), ShareEnd);
        Row.Right(ref text, activity.Restarts, RestartsEnd);
        Terminal.WriteLine(text.Written);
    }

    private static ReadOnlySpan<byte> StateName(DomainState state) => state switch
    {
        DomainState.Runs => "runs"u8,
        DomainState.Waits => "waits"u8,
        DomainState.Calls => "calls"u8,
        DomainState.Failed => "failed"u8,
        DomainState.StartsSoon => "starts"u8,
        _ => "stopped"u8,
    };
}
