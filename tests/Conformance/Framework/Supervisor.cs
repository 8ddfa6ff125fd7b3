// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Framework;

/// <summary>Runs each case in a thread of its own, made for it, and takes back everything afterwards.</summary>
/// <remarks>The root task's thread, at the highest priority: it hears when a case is done, has failed, faulted or hangs.</remarks>
internal static unsafe class Supervisor
{
    private const ulong CaseBadge = 1;
    private const ulong WorkerBadge = 2;
    private const ulong WatchdogBadge = 1ul << 32;
    private const int MostTicks = 100;
    private const ulong TickMicroseconds = 100_000;
    private const ulong SliceMicroseconds = 10_000;

    private static Context context;
    private static ulong endpoint;
    private static ulong reply;
    private static ulong tick;

    /// <summary>Endpoint through which a case's thread and its workers tell that it is done or has failed.</summary>
    public static ulong CaseEndpoint { get; private set; }

    /// <summary>Endpoint that hears of the faults of workers.</summary>
    public static ulong WorkerFaults { get; private set; }

    /// <summary>A notification that nobody signals.</summary>
    public static ulong Park { get; private set; }

    /// <summary>Makes what is needed for all cases.</summary>
    public static void Initialise(UntypedAllocator memory)
    {
        endpoint = Create(memory, ObjectType.Endpoint);
        reply = Create(memory, ObjectType.Reply);
        Park = Create(memory, ObjectType.Notification);
        var ticks = Create(memory, ObjectType.Notification);
        CaseEndpoint = Root.TakeSlot();
        WorkerFaults = Root.TakeSlot();
        tick = Root.TakeSlot();
        Require.Success(RootCNode.Mint(endpoint, CaseEndpoint, CapRights.All, CaseBadge));
        Require.Success(RootCNode.Mint(endpoint, WorkerFaults, CapRights.All, WorkerBadge));
        Require.Success(RootCNode.Mint(ticks, tick, CapRights.Write, WatchdogBadge));
        Require.Success(Root.Thread.BindNotification(new Notification(ticks)));
        StartWatchdog(memory);
    }

    /// <summary>Runs all cases.</summary>
    public static void RunAll()
    {
        for (var i = 0; i < CaseList.Count; i++)
        {
            Start(i);
            var hasPassed = AwaitEnd();
            CheckKernel();
            if (!CleanUp() && hasPassed)
            {
                hasPassed = false;
                Check.Failure.Kind = FailureKind.Leftover;
                Check.Failure.Line = 0;
            }

            if (hasPassed)
            {
                Report.Passed(i);
            }
            else
            {
                Report.Failed(i, Check.Failure);
            }
        }
    }

    /// <summary>Debug kernels check their invariants, with all objects of the case in place, and print a line about them.</summary>
    private static void CheckKernel()
    {
#if DEBUG
        var message = new Exchange(0);
        message.Execute(SystemCall.DebugSnapshot, 0);
#endif
    }

    private static ulong Create(UntypedAllocator memory, ObjectType type, int sizeBits = 0)
    {
        var slot = Root.TakeSlot();
        Require.Success(memory.TryCreate(type, sizeBits, slot));
        return slot;
    }

    /// <summary>A thread that signals the supervisor once in a period of its scheduling context.</summary>
    private static void StartWatchdog(UntypedAllocator memory)
    {
        var thread = new Tcb(Create(memory, ObjectType.Tcb));
        var time = new SchedContext(Create(memory, ObjectType.SchedContext, ObjectSizes.MinimumSchedContextBits));
        var worker = Workers.At(Workers.Count - 1);
        worker->Body = &Watch;
        Prepare(thread, time, Priorities.Watchdog, 2000, TickMicroseconds);
        Launch(thread, (ulong)worker, Worker.Entry, worker->StackTop);
    }

    private static void Watch(Worker* self)
    {
        var message = new Exchange(0);
        while (true)
        {
            message.Send(tick);
            message.Execute(SystemCall.Yield, 0);
        }
    }

    private static void Start(int index)
    {
        var slot = Root.RunnerFirstSlot;
        Require.Success(RootCNode.Retype(Root.RunnerMemory, ObjectType.Tcb, 0, slot));
        Require.Success(RootCNode.Retype(Root.RunnerMemory, ObjectType.SchedContext, ObjectSizes.MinimumSchedContextBits, slot + 1));
        var thread = new Tcb(slot);
        Prepare(thread, new SchedContext(slot + 1), Priorities.Case, SliceMicroseconds, SliceMicroseconds);
        context = new Context(thread, new SchedContext(slot + 1));
        Launch(thread, (ulong)index, (ulong)(delegate*<ulong, void>)&RunCase, CaseStackTop());
    }

    /// <summary>Gives a thread the root task's spaces and IPC buffer, priority, time and fault handler.</summary>
    private static void Prepare(Tcb thread, SchedContext time, ulong priority, ulong budget, ulong period)
    {
        Require.Success(thread.Configure(
            RootCNode.Node, 0, Root.Space.Slot, 0, Root.BootInfo->IpcBufferAddress, (ulong)RootSlot.InitThreadIpcBuffer));
        Require.Success(Root.SchedControl.ConfigureFlags(time, budget, period, 0, 0, SchedContextFlags.None));
        Require.Success(thread.SetSchedParams(Root.Thread, Limits.MaximumPriority, priority, time, new Endpoint(CaseEndpoint)));
    }

    private static void Launch(Tcb thread, ulong argument, ulong entry, ulong stackTop)
    {
        var registers = default(UserContext);
        registers.Rip = entry;
        registers.Rsp = stackTop - 8;
        registers.Rflags = 0x202;
        registers.Rdi = argument;
        Require.Success(thread.WriteRegisters(true, 0, UserContext.Length, ref registers));
    }

    private static void RunCase(ulong index)
    {
        CaseList.Entry((int)index).Body(ref context);
        var message = new Exchange(Check.DoneLabel);
        message.Call(CaseEndpoint);
    }

    /// <summary>Waits for the end of a case; true when it was a good one.</summary>
    private static bool AwaitEnd()
    {
        var ticks = 0;
        var message = new Exchange(0);
        while (true)
        {
            message.Receive(endpoint, reply);
            if (message.Badge == WatchdogBadge)
            {
                ticks++;
                if (ticks > MostTicks)
                {
                    Check.Failure.Kind = FailureKind.Timeout;
                    Check.Failure.Line = 0;
                    return false;
                }
            }
            else if (message.Label == Check.DoneLabel)
            {
                return true;
            }
            else
            {
                NoteFault(message);
                return false;
            }
        }
    }

    private static void NoteFault(in Exchange message)
    {
        if (message.Label == Check.FailedLabel)
        {
            return;
        }

        Check.Failure.Kind = message.Badge == WorkerBadge ? FailureKind.WorkerFault : FailureKind.CaseFault;
        Check.Failure.Expected = message.Label;
        Check.Failure.Actual = message.Word0;
        Check.Failure.Detail = message.Word1;
        Check.Failure.Line = 0;
    }

    /// <summary>Deletes the case's thread, then what is in its slots, then all that was made from its memory.</summary>
    private static bool CleanUp()
    {
        Require.Success(RootCNode.Revoke(Root.RunnerMemory.Slot));
        for (var slot = Root.CaseFirstSlot; slot < context.NextSlot; slot++)
        {
            Require.Success(RootCNode.Delete(slot));
        }

        Require.Success(RootCNode.Revoke(Root.CaseMemory.Slot));
        var copy = Root.CaseFirstSlot - 1;
        var isUnused = RootCNode.Node.Copy(
            copy, RootCNode.FullDepth, RootCNode.Node, Root.CaseMemory.Slot, RootCNode.FullDepth, CapRights.All) == Error.NoError;
        Require.Success(RootCNode.Delete(copy));
        return isUnused;
    }

    [RuntimeImport("conformance_case_stack_top")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong CaseStackTop();
}
