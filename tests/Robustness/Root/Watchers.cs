// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Robustness;

/// <summary>Two threads that wake the root task: one now and then, one when nobody else has anything to do.</summary>
internal static unsafe class Watchers
{
    private const ulong TickBadge = 1;
    private const ulong IdleBadge = 2;
    private const byte TickPriority = 254;
    private const byte IdlePriority = 0;
    private const ulong TickMicroseconds = 10_000;

    private static ulong events;
    private static ulong tick;
    private static ulong idle;

    /// <summary>Starts both.</summary>
    public static void Start()
    {
        events = Home.Pool.Create(ObjectType.Notification);
        tick = Home.TakeSlot();
        idle = Home.TakeSlot();
        Require.Success(RootCNode.Mint(events, tick, CapRights.Write, TickBadge));
        Require.Success(RootCNode.Mint(events, idle, CapRights.Write, IdleBadge));
        StartThread((ulong)(delegate*<void>)&Tick, Images.TickStack(), TickPriority, 200, TickMicroseconds);
        StartThread((ulong)(delegate*<void>)&Idle, Images.IdleStack(), IdlePriority, TickMicroseconds, TickMicroseconds);
    }

    /// <summary>Waits for either.</summary>
    public static void Await() => Kernel.Wait(events);

    private static void StartThread(ulong entry, ulong stack, byte priority, ulong budget, ulong period)
    {
        var thread = new Tcb(Home.Pool.Create(ObjectType.Tcb));
        var time = new SchedContext(Home.Pool.Create(ObjectType.SchedContext, ObjectSizes.MinimumSchedContextBits));
        Require.Success(thread.Configure(RootCNode.Node, 0, (ulong)RootSlot.InitThreadVSpace, 0, 0, 0));
        Require.Success(Home.SchedControl.ConfigureFlags(time, budget, period, 0, 0, SchedContextFlags.None));
        Require.Success(thread.SetSchedParams(new Tcb((ulong)RootSlot.InitThreadTcb), 0, priority, time, default));
        var registers = default(UserContext);
        registers.Rip = entry;
        registers.Rsp = stack - 8;
        registers.Rflags = 0x202;
        Require.Success(thread.WriteRegisters(true, 0, UserContext.Length, ref registers));
    }

    private static void Tick()
    {
        while (true)
        {
            Kernel.Signal(tick);
            Kernel.Yield();
        }
    }

    private static void Idle()
    {
        while (true)
        {
            Kernel.Signal(idle);
        }
    }
}
