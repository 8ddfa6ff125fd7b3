// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Cases.CNodes;

/// <summary>Capability spaces of several levels, cyclic ones, and their destruction.</summary>
internal static unsafe class SpaceCases
{
    private const byte Full = RootCNode.FullDepth;
    private const InvocationLabel Delete = InvocationLabel.CNodeDelete;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("cnode/space"u8);
        CaseList.Add("three-levels-with-guards"u8, &ThreeLevelsWithGuards);
        CaseList.Add("a-system-call-looks-through-levels"u8, &ASystemCallLooksThroughLevels);
        CaseList.Add("a-system-call-ignores-bits-behind-a-leaf"u8, &BitsBehindALeaf);
        CaseList.Add("a-fault-says-what-is-wrong-with-an-inner-guard"u8, &InnerGuardFault);
        CaseList.Add("a-cnode-in-itself"u8, Delete, &ACNodeInItself);
        CaseList.Add("two-cnodes-in-each-other"u8, Delete, &TwoCNodesInEachOther);
        CaseList.Add("a-ring-of-cnodes-without-a-name"u8, Delete, &ARing);
        CaseList.Add("a-chain-of-cnodes"u8, Delete, &AChain);
        CaseList.Add("a-cnode-that-holds-itself-in-its-last-slot"u8, Delete, &HoldsItselfInItsLastSlot);
        CaseList.Add("a-cnode-full-of-threads"u8, Delete, &FullOfThreads);
        CaseList.Add("a-thread-whose-space-holds-itself"u8, Delete, &AThreadInItsOwnSpace);
        CaseList.Add("deletion-is-preempted-by-a-more-urgent-thread"u8, Delete, &DeletionIsPreempted);
        CaseList.Add("a-thread-deletes-its-own-cnode"u8, Delete, &DeletesItsOwnCNode);
    }

    private static void ThreeLevelsWithGuards(ref Context c)
    {
        var top = c.CNode(3);
        var middle = c.CNode(4);
        var bottom = c.CNode(5);
        Check.Success(top.Mint(5, 3, c.Node, middle.Slot, Full, CapRights.All, CNodeCapData.Create(0b11, 2).Word));
        Check.Success(middle.Mint(6, 4, c.Node, bottom.Slot, Full, CapRights.All, CNodeCapData.Create(0b101, 3).Word));
        var notification = c.Badged(c.Notification(), 1);
        const ulong Address = (((((5 << 2) | 0b11) << 4) | 6) << 8) | (0b101 << 5) | 17;
        Check.Success(top.Copy(Address, 17, c.Node, notification, Full, CapRights.All));
        var back = c.Slot();
        Check.Success(c.Node.Copy(back, Full, bottom, 17, 5, CapRights.All));
        Kernel.Signal(back);
        Check.Equal(1, Kernel.Poll(notification));
    }

    private static void SignalOnce(Worker* self)
    {
        var message = new Exchange(0);
        message.Call(self->Argument0);
        self->Result0 = message.Label;
    }

    /// <summary>Guard of 52 bits, 4 bits of index, 3 bits of guard and 5 of index in the inner CNode: 64 bits together.</summary>
    private static ulong TwoLevels(ref Context c, Worker* worker, ulong target)
    {
        var inner = c.CNode(5);
        Check.Success(inner.Copy(21, 5, c.Node, target, Full, CapRights.All));
        var outer = c.CNode(4);
        Check.Success(outer.Mint(7, 4, c.Node, inner.Slot, Full, CapRights.All, CNodeCapData.Create(0b110, 3).Word));
        Check.Success(outer.Copy(1, 4, c.Node, worker->Done, Full, CapRights.All));
        Check.Success(outer.Copy(2, 4, c.Node, Supervisor.Park, Full, CapRights.All));
        var root = c.Badged(outer.Slot, CNodeCapData.Create(0, 52).Word);
        Check.Success(worker->Thread.SetSpace(new Endpoint(Supervisor.WorkerFaults), new CNode(root), 0, Root.Space.Slot, 0));
        worker->DoneSlot = 1 << 8;
        worker->ParkSlot = 2 << 8;
        return (7 << 8) | (0b110 << 5) | 21;
    }

    private static void ASystemCallLooksThroughLevels(ref Context c)
    {
        var target = c.Notification();
        var worker = c.Worker(&SignalOnce);
        worker->Argument0 = TwoLevels(ref c, worker, c.Badged(target, 3));
        c.Start(worker);
        c.Join(worker);
        Check.Equal(3, Kernel.Poll(target));
    }

    private static void BitsBehindALeaf(ref Context c)
    {
        var target = c.Notification();
        var worker = c.Worker(&SignalOnce);
        TwoLevels(ref c, worker, target);
        worker->Argument0 = (1 << 8) | 0xab;
        c.Start(worker);
        c.Join(worker);
        Check.Equal(0, worker->Result0);
    }

    private static void InnerGuardFault(ref Context c)
    {
        var faults = c.Endpoint();
        var worker = c.Worker(&SignalOnce);
        var address = TwoLevels(ref c, worker, c.Notification()) ^ (1 << 5);
        Check.Success(worker->Thread.SetSchedParams(
            Root.Thread, Priorities.Above, Priorities.Above, worker->SchedContext, new Endpoint(faults)));
        worker->Argument0 = address;
        c.Start(worker);
        var message = new Exchange(0);
        message.Receive(faults, c.Reply());
        Check.Equal((ulong)FaultType.CapFault, message.Label);
        Check.Equal(7, message.Length);
        Check.Equal(address, message.Word1);
        Check.Equal(0, message.Word2);
        Check.Equal((ulong)LookupFailureType.GuardMismatch, message.Word3);
        Check.Equal(8, c.Buffer.Word((int)CapFaultMessage.BitsLeft));
        Check.Equal(0b110, c.Buffer.Word((int)CapFaultMessage.GuardMismatchGuardFound));
        Check.Equal(3, c.Buffer.Word((int)CapFaultMessage.GuardMismatchBitsFound));
    }

    private static void ACNodeInItself(ref Context c)
    {
        var node = c.CNode(4);
        Check.Success(node.Copy(0, 4, c.Node, node.Slot, Full, CapRights.All));
        Check.Success(node.Copy(9, 4, c.Node, node.Slot, Full, CapRights.All));
        c.Delete(node.Slot);
        Check.That(c.IsEmpty(node.Slot));
    }

    private static void TwoCNodesInEachOther(ref Context c)
    {
        var first = c.CNode(4);
        var second = c.CNode(4);
        Check.Success(first.Copy(3, 4, c.Node, second.Slot, Full, CapRights.All));
        Check.Success(second.Move(5, 4, c.Node, first.Slot, Full));
        c.Delete(second.Slot);
    }

    private static void ARing(ref Context c)
    {
        const int Length = 32;
        var memory = c.Untyped(16);
        var first = c.Slots(Length);
        for (ulong i = 0; i < Length; i++)
        {
            Check.Success(RootCNode.Retype(memory, ObjectType.CapTable, 2, first + i));
        }

        for (ulong i = 0; i < Length; i++)
        {
            var next = first + ((i + 1) % Length);
            Check.Success(new CNode(next).Copy(i % 4, 2, c.Node, first + i, Full, CapRights.All));
        }

        for (ulong i = 0; i < Length; i++)
        {
            c.Delete(first + i);
        }

        c.Revoke(memory.Slot);
        Check.Success(RootCNode.Retype(memory, ObjectType.Untyped, 16, c.Slot()));
    }

    /// <summary>Each CNode has its only capability in the one made before: deleting the first deletes all.</summary>
    private static void AChain(ref Context c)
    {
        var first = c.CNode(1);
        var current = c.Copy(first.Slot);
        for (var i = 0; i < 1000; i++)
        {
            var next = c.CNode(1);
            var name = c.Copy(next.Slot);
            Check.Success(new CNode(current).Move(0, 1, c.Node, next.Slot, Full));
            c.Delete(current);
            current = name;
        }

        var notification = c.Notification();
        Check.Success(new CNode(current).Move(1, 1, c.Node, c.Copy(notification), Full));
        c.Delete(current);
        c.Delete(first.Slot);
        Check.That(c.IsEmpty(first.Slot));
    }

    private static void HoldsItselfInItsLastSlot(ref Context c)
    {
        var memory = c.Untyped(12);
        var node = new CNode(c.Slot());
        Check.Success(RootCNode.Retype(memory, ObjectType.CapTable, 4, node.Slot));
        Check.Success(node.Copy(15, 4, c.Node, node.Slot, Full, CapRights.All));
        Check.Success(node.Delete(15, 4));
        var name = c.Copy(node.Slot);
        Check.Success(new CNode(name).Move(15, 4, c.Node, node.Slot, Full));
        c.Delete(name);
        c.Revoke(memory.Slot);
        Check.Success(RootCNode.Retype(memory, ObjectType.Untyped, 12, c.Slot()));
    }

    private static void Count(Worker* self)
    {
        while (true)
        {
            self->Progress++;
        }
    }

    private static void FullOfThreads(ref Context c)
    {
        var node = c.CNode(4);
        var worker = c.Worker(&Count, Priorities.Case);
        for (ulong i = 0; i < 10; i++)
        {
            worker = c.Started(&Count, priority: Priorities.Case);
            Check.Success(node.Move(i, 4, c.Node, worker->Thread.Slot, Full));
        }

        c.Sleep(30_000);
        c.Delete(node.Slot);
        var before = worker->Progress;
        c.Sleep(30_000);
        Check.Equal(before, worker->Progress);
    }

    private static void AThreadInItsOwnSpace(ref Context c)
    {
        var memory = c.Untyped(14);
        var thread = new Tcb(c.Slot());
        var node = new CNode(c.Slot());
        Check.Success(RootCNode.Retype(memory, ObjectType.Tcb, 0, thread.Slot));
        Check.Success(RootCNode.Retype(memory, ObjectType.CapTable, 4, node.Slot));
        Check.Success(thread.SetSpace(default, node, 0, Root.Space.Slot, 0));
        Check.Success(node.Copy(3, 4, c.Node, thread.Slot, Full, CapRights.All));
        c.Delete(thread.Slot);
        c.Delete(node.Slot);
        c.Revoke(memory.Slot);
        Check.Success(RootCNode.Retype(memory, ObjectType.Untyped, 14, c.Slot()));
    }

    private static void CountPeriods(Worker* self)
    {
        while (true)
        {
            self->Progress++;
            Kernel.Yield();
        }
    }

    /// <summary>A thread that has time once in a millisecond gets it while a CNode of 65536 capabilities is being destroyed.</summary>
    /// <remarks>Its periods begin when it gets the time, so a wait for a preemption point lengthens them.</remarks>
    private static void DeletionIsPreempted(ref Context c)
    {
        var node = c.CNode(16);
        var endpoint = c.Endpoint();
        for (ulong i = 0; i < 1 << 16; i++)
        {
            Check.Success(node.Mint(i, 16, c.Node, endpoint, Full, CapRights.All, i + 1));
        }

        var ticker = c.Worker(&CountPeriods);
        Check.Success(Root.SchedControl.ConfigureFlags(ticker->SchedContext, 100, 1_000, 0, 0, SchedContextFlags.None));
        c.Start(ticker);
        var start = Kernel.ReadTicks();
        var before = ticker->Progress;
        c.Delete(node.Slot);
        var milliseconds = (Kernel.ReadTicks() - start) / Root.TicksPerMicrosecond / 1000;
        Check.That(milliseconds >= 2);
        Check.Between(milliseconds / 4 * 3, milliseconds + 2, ticker->Progress - before);
    }

    private static void DeleteOwnSpace(Worker* self)
    {
        self->Progress = 1;
        var message = new Exchange((ulong)InvocationLabel.CNodeDelete, 2);
        message.Word0 = self->Argument0;
        message.Word1 = Full;
        message.Call(self->Argument1);
        self->Progress = 2;
    }

    /// <summary>A thread that destroys the CNode it lives in keeps running until it names a capability.</summary>
    private static void DeletesItsOwnCNode(ref Context c)
    {
        var faults = c.Endpoint();
        var worker = c.Worker(&DeleteOwnSpace);
        var node = c.GiveCSpace(worker, 4);
        Check.Success(worker->Thread.SetSchedParams(
            Root.Thread, Priorities.Above, Priorities.Above, worker->SchedContext, new Endpoint(faults)));
        c.Give(node, 8, node.Slot);
        c.Give(node, 9, node.Slot);
        worker->Argument0 = 9;
        worker->Argument1 = 8;
        c.Start(worker);
        Check.Equal(2, worker->Progress);
        c.Join(worker);
    }
}
