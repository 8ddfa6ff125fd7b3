// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kit.Components;
using Caprock.Kit.Description.Format;
using Caprock.User;
using Caprock.User.Text;

namespace Caprock.Kit.Monitor;

/// <summary>Requests of components that have the monitor in their description.</summary>
/// <remarks>
/// Who asks is told by the badge, which the initialiser has given; what is asked is checked like anything from outside. A request takes a
/// bounded time, and the monitor's budget bounds what all of them together take from others.
/// </remarks>
internal static unsafe class Commands
{
    private const int LookWords = 4;
    private const ulong DomainMask = MonitorControl.MayChange - 1;

    private static ulong started;

    /// <summary>Notes when the monitor began.</summary>
    public static void Initialise() => started = Kernel.ReadTicks();

    /// <summary>Does what is asked and answers.</summary>
    public static void Answer(ulong badge, MessageInfo info, ref MessageWords words)
    {
        var answer = info.Length == 0 ? MonitorAnswer.NoSuchRequest : Do(badge, info.Label, words.Word0, ref words);
        var length = info.Label == MonitorControl.Look && answer == MonitorAnswer.Done ? LookWords : 0;
        Kernel.Send(Ticker.FreeReply, MessageInfo.Create((ulong)answer, 0, 0, (ulong)length), ref words);
    }

    private static MonitorAnswer Do(ulong badge, ulong request, ulong index, ref MessageWords words)
    {
        if (request is < MonitorControl.Look or > MonitorControl.Trace)
        {
            return MonitorAnswer.NoSuchRequest;
        }

        if (index >= Domain.Count)
        {
            return MonitorAnswer.NoSuchDomain;
        }

        var domain = (uint)index;
        if (request is MonitorControl.Look or MonitorControl.Trace)
        {
            return request == MonitorControl.Look ? Look(domain, ref words) : TraceOf(domain);
        }

        if ((badge & MonitorControl.MayChange) == 0)
        {
            return MonitorAnswer.NotAllowed;
        }

        return request == MonitorControl.Stop ? Stop(domain, (uint)(badge & DomainMask)) : Restart(domain);
    }

    private static MonitorAnswer Look(uint domain, ref MessageWords words)
    {
        ref var state = ref Restarts.State(domain);
        if (Domain.SchedContext(domain).Consumed(out var microseconds) == Error.NoError)
        {
            state.Microseconds += microseconds;
        }

        words.Word0 = (ulong)StateOf(domain);
        words.Word1 = state.Microseconds;
        words.Word2 = Restarts.GenerationOf(domain);
        words.Word3 = (Kernel.ReadTicks() - started) / Restarts.TicksPerMicrosecond;
        return MonitorAnswer.Done;
    }

    private static DomainState StateOf(uint domain)
    {
        ref var state = ref Restarts.State(domain);
        if (state.Due != 0 || state.End != DomainState.Runs)
        {
            return state.Due != 0 ? DomainState.StartsSoon : state.End;
        }

        var registers = default(UserContext);
        return Domain.Thread(domain).ReadRegisters(false, 0, UserContext.Length, ref registers) == Error.NoError
            ? Waiting.StateOf(domain, registers)
            : DomainState.Runs;
    }

    private static MonitorAnswer Stop(uint domain, uint caller)
    {
        Require.Success(Domain.Thread(domain).Suspend());
        Restarts.Forget(domain);
        Output.About(domain);
        var text = new TextBuilder(Output.Buffer);
        text.Append("monitor: "u8);
        text.Append(Domain.Name(domain));
        text.Append(" is stopped for "u8);
        text.Append(caller < Domain.Count ? Domain.Name(caller) : "somebody"u8);
        Output.Line(text.Written);
        return MonitorAnswer.Done;
    }

    private static MonitorAnswer Restart(uint domain)
    {
        if (!Restarts.CanStart(domain))
        {
            return MonitorAnswer.NotKept;
        }

        Require.Success(Domain.Thread(domain).Suspend());
        Restarts.StartNow(domain);
        return MonitorAnswer.Done;
    }

    private static MonitorAnswer TraceOf(uint domain)
    {
        var registers = default(UserContext);
        Require.Success(Domain.Thread(domain).ReadRegisters(false, 0, UserContext.Length, ref registers));
        Output.About(domain);
        var text = new TextBuilder(Output.Buffer);
        text.Append("monitor: "u8);
        text.Append(Domain.Name(domain));
        text.Append(" is at "u8);
        text.AppendHexadecimal(registers.Rip);
        text.Append(", stack "u8);
        text.AppendHexadecimal(registers.Rsp);
        Output.Line(text.Written);
        StackTrace.Print(domain, registers);
        return MonitorAnswer.Done;
    }
}
