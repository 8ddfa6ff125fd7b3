// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Bench.Kernel;

/// <summary>Yield, the end of a budget, and the making of a thread.</summary>
internal static class SchedulingFigures
{
    private const ulong ShortBudgetMicroseconds = 100;
    private const ulong ShortPeriodMicroseconds = 1_000;

    /// <summary>Measures and prints.</summary>
    public static void Measure()
    {
        MeasureYield(false, "yield-thread"u8);
        MeasureYield(true, "yield-process"u8);
        MeasureBudgetEnd();
        MeasureCreation();
    }

    private static void MeasureYield(bool isOther, scoped ReadOnlySpan<byte> name)
    {
        var yielder = World.Start(isOther, World.Priority, Measuring.Yielder, 0);
        Samples samples = default;
        World.SetFpu(false);
        for (var i = 0; i < Samples.WarmUps + Samples.Counted; i++)
        {
            samples.Add(Measuring.Call(SystemCall.Yield, 0));
        }

        World.SetFpu(true);
        samples.Report(name);
        yielder.Stop();
    }

    /// <summary>From the last instruction of a thread whose budget ends to the first of the next one.</summary>
    private static void MeasureBudgetEnd()
    {
        var spinner = World.Prepare(true, World.Priority + 1, ShortBudgetMicroseconds, ShortPeriodMicroseconds);
        spinner.Begin(Measuring.Spinner, 0);
        Samples samples = default;
        World.SetFpu(false);
        for (var i = 0; i < Samples.WarmUps + Samples.Counted; i++)
        {
            samples.Add(Measuring.Overtake());
        }

        World.SetFpu(true);
        samples.Report("budget-end-to-next-thread"u8);
        spinner.Stop();
    }

    /// <summary>From the Retype of a thread to its first instruction; the scheduling context is there already.</summary>
    private static void MeasureCreation()
    {
        var never = World.Create(ObjectType.Notification);
        var model = World.Prepare(true, World.Priority + 1, ShortBudgetMicroseconds, ShortBudgetMicroseconds);
        Samples samples = default;
        for (var i = 0; i < Samples.WarmUps + Samples.Counted; i++)
        {
            Require.Success(model.Context.Unbind());
            Measuring.Stamp();
            Actor created = default;
            created.Context = model.Context;
            created.Thread = new Tcb(World.Create(ObjectType.Tcb));
            Require.Success(created.Thread.SetSpace(default, RootCNode.Node, 0, (ulong)RootSlot.InitThreadVSpace, 0));
            Require.Success(created.Thread.SetSchedParams(World.Self, 0, World.Priority + 1, created.Context, default));
            created.Begin(Measuring.Beginner, never);
            samples.Add(Measuring.Result);
            created.Stop();
        }

        samples.Report("thread-creation-to-first-instruction"u8);
    }
}
