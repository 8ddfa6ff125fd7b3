// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Bench.Kernel;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Bench.WorstCase;

/// <summary>Many threads whose refills come at the same moment, and what else comes then.</summary>
internal static unsafe class TimerCases
{
    private const ulong BudgetMicroseconds = 25;
    private const ulong AheadMicroseconds = 40_000;
    private const ulong TicksPerMicrosecond = 1_000;

    // The kernel looks at refills a little earlier than they are due: by the time that it may itself take.
    private const ulong EarlyTicks = 1_000;
    private const ulong ProgrammingTicks = 3_000;

    // Of the interval timer, and of the time-stamp counter. Source: Intel 8254 data sheet; PC boards clock it with a twelfth of 14.318 MHz.
    private const ulong IntervalHertz = 1_193_182;
    private const ulong ClockHertz = 1_000_000_000;

    private static ulong moment;

    /// <summary>Runs all.</summary>
    public static void Run()
    {
        Gather();
        WaitUntil(moment);
        Gather();
        WaitUntil(moment - EarlyTicks);
        _ = Measuring.Call(SystemCall.Yield, 0); // Ignored: how long it took.
        InterruptInTime();
        FaultInTime();
        Crowd.Stop();
    }

    /// <summary>Lets each thread use up its budget, with a period that ends when those of all others do.</summary>
    private static void Gather()
    {
        Crowd.Stop();
        moment = Time() + (AheadMicroseconds * TicksPerMicrosecond);
        for (var i = 0; i < Crowd.Size; i++)
        {
            var actor = Crowd.Member(i);
            Require.Success(actor.Context.Unbind());
            World.Configure(actor.Context, BudgetMicroseconds, (moment - Time()) / TicksPerMicrosecond);
            Require.Success(actor.Context.Bind(actor.Thread.Slot));
            actor.SetPriority(World.Priority + 1);
            actor.Begin(Measuring.Spinner, 0);
        }
    }

    /// <summary>The interrupt of a device at that moment.</summary>
    private static void InterruptInTime()
    {
        var notification = World.Create(ObjectType.Notification);
        IntervalTimer.SetNotification(notification);
        var handler = World.Start(false, World.Priority + 2, Measuring.Receiver, notification, unchecked((ulong)SystemCall.Wait));
        Gather();
        IntervalTimer.Start((moment - EarlyTicks - ProgrammingTicks - Time()) * IntervalHertz / ClockHertz);
        WaitUntil(moment);
        IntervalTimer.Clear();
        handler.Stop();
    }

    /// <summary>A page fault at that moment, with a handler that waits for it.</summary>
    private static void FaultInTime()
    {
        var endpoint = World.Create(ObjectType.Endpoint);
        var reply = World.Create(ObjectType.Reply);
        var handler = World.Start(false, World.Priority + 2, Measuring.Receiver, endpoint, unchecked((ulong)SystemCall.Recv), reply);
        Gather();
        var thread = World.Prepare(false, World.Priority + 1, AheadMicroseconds, AheadMicroseconds);
        Require.Success(thread.Thread.SetSpace(new Endpoint(endpoint), RootCNode.Node, 0, (ulong)RootSlot.InitThreadVSpace, 0));
        thread.Begin(FaultAddress(), moment - EarlyTicks);
        WaitUntil(moment);
        thread.Stop();
        handler.Stop();
    }

    private static void WaitUntil(ulong time)
    {
        while (Time() < time)
        {
        }
    }

    [RuntimeImport("worst_case_time")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong Time();

    [RuntimeImport("worst_case_fault_address")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong FaultAddress();
}
