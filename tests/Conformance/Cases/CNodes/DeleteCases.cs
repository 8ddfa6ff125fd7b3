// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Cases.CNodes;

/// <summary>CNode_Delete.</summary>
internal static unsafe class DeleteCases
{
    private const byte Full = RootCNode.FullDepth;
    private const InvocationLabel Label = InvocationLabel.CNodeDelete;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("cnode/delete"u8);
        CaseList.Add("empties-the-slot"u8, Label, &EmptiesTheSlot);
        CaseList.Add("of-an-empty-slot"u8, Label, &OfAnEmptySlot);
        CaseList.Add("leaves-children"u8, Label, &LeavesChildren);
        CaseList.Add("leaves-an-object-that-has-another-name"u8, Label, &LeavesAnObjectWithAnotherName);
        CaseList.Add("of-a-thread-that-runs"u8, Label, &OfAThreadThatRuns);
        CaseList.Add("of-a-thread-that-waits-for-a-message"u8, Label, &OfAThreadThatWaits);
        CaseList.Add("of-the-endpoint-a-sender-waits-at"u8, Label, &OfTheEndpointASenderWaitsAt);
        CaseList.Add("of-the-notification-a-thread-waits-at"u8, Label, &OfTheNotificationAThreadWaitsAt);
        CaseList.Add("of-the-scheduling-context-of-a-thread"u8, Label, &OfTheSchedulingContext);
        CaseList.Add("of-the-cnode-a-thread-uses"u8, Label, &OfTheCNodeAThreadUses);
        CaseList.Add("memory-can-be-used-again"u8, Label, &MemoryCanBeUsedAgain);
        CaseList.Add("depth-zero"u8, Label, &DepthZero);
        CaseList.Add("depth-too-large"u8, Label, &DepthTooLarge);
        CaseList.Add("guard-mismatch"u8, Label, &GuardMismatch);
        CaseList.Add("message-too-short"u8, Label, &MessageTooShort);
        CaseList.Add("unknown-label"u8, Label, &UnknownLabel);
    }

    private static void EmptiesTheSlot(ref Context c)
    {
        var endpoint = c.Endpoint();
        c.Delete(endpoint);
        Check.That(c.IsEmpty(endpoint));
    }

    private static void OfAnEmptySlot(ref Context c) => c.Delete(c.Slot());

    private static void LeavesChildren(ref Context c)
    {
        var notification = c.Notification();
        var child = c.Badged(notification, 3);
        c.Delete(notification);
        Kernel.Signal(child);
        Check.Equal(3, Kernel.Poll(child));
    }

    private static void LeavesAnObjectWithAnotherName(ref Context c)
    {
        var endpoint = c.Endpoint();
        var copy = c.Copy(endpoint);
        var worker = c.Started(&SendOnce, copy);
        c.Delete(endpoint);
        var message = new Exchange(0);
        message.Receive(copy, c.Reply());
        Check.Equal(5, message.Label);
        c.Join(worker);
    }

    private static void SendOnce(Worker* self)
    {
        var message = new Exchange(5);
        message.Send(self->Argument0);
    }

    private static void Count(Worker* self)
    {
        while (true)
        {
            self->Progress++;
        }
    }

    private static void OfAThreadThatRuns(ref Context c)
    {
        var worker = c.Started(&Count, priority: Priorities.Case);
        Kernel.Yield();
        Check.That(worker->Progress != 0);
        c.Delete(worker->Thread.Slot);
        var before = worker->Progress;
        Kernel.Yield();
        Check.Equal(before, worker->Progress);
    }

    /// <summary>The endpoint's queue does not remember a deleted thread.</summary>
    private static void OfAThreadThatWaits(ref Context c)
    {
        var endpoint = c.Endpoint();
        var first = c.Started(&SendOnce, endpoint);
        var second = c.Started(&SendOnce, c.Badged(endpoint, 2));
        c.Delete(first->Thread.Slot);
        var message = new Exchange(0);
        message.Receive(endpoint, c.Reply());
        Check.Equal(2, message.Badge);
        c.Join(second);
    }

    /// <summary>The sender tries again and finds no capability any more.</summary>
    private static void OfTheEndpointASenderWaitsAt(ref Context c)
    {
        var faults = c.Endpoint();
        var endpoint = c.Endpoint();
        var worker = c.Worker(&SendOnce, Priorities.Above, c.Badged(faults, 1));
        worker->Argument0 = endpoint;
        c.Start(worker);
        c.Delete(endpoint);
        var message = new Exchange(0);
        message.NonBlockingReceive(faults, c.Reply());
        Check.Equal(0, message.Badge);
        c.Join(worker);
    }

    private static void WaitOnce(Worker* self)
    {
        var message = new Exchange(0);
        message.Wait(self->Argument0);
    }

    private static void OfTheNotificationAThreadWaitsAt(ref Context c)
    {
        var faults = c.Endpoint();
        var notification = c.Notification();
        var worker = c.Worker(&WaitOnce, Priorities.Above, c.Badged(faults, 1));
        worker->Argument0 = notification;
        c.Start(worker);
        c.Delete(notification);
        var message = new Exchange(0);
        message.Receive(faults, c.Reply());
        Check.Equal(1, message.Badge);
        Check.Equal((ulong)FaultType.CapFault, message.Label);
        Check.Equal(notification, message.Word1);
        Check.Equal(1, message.Word2);
    }

    private static void OfTheSchedulingContext(ref Context c)
    {
        var worker = c.Started(&Count, priority: Priorities.Case);
        Kernel.Yield();
        c.Delete(worker->SchedContext.Slot);
        var before = worker->Progress;
        Kernel.Yield();
        Check.Equal(before, worker->Progress);
        Check.Success(c.NewSchedContext(10_000, 10_000).Bind(worker->Thread.Slot));
        Kernel.Yield();
        Check.That(worker->Progress > before);
    }

    /// <summary>The thread keeps a capability of its own to the root.</summary>
    private static void OfTheCNodeAThreadUses(ref Context c)
    {
        var notification = c.Notification();
        var worker = c.Worker(&SendOnce);
        var node = c.GiveCSpace(worker, 4);
        c.Give(node, 9, notification);
        c.Delete(node.Slot);
        worker->Argument0 = 9;
        c.Start(worker);
        c.Join(worker);
    }

    private static void MemoryCanBeUsedAgain(ref Context c)
    {
        var memory = c.Untyped(12);
        for (var i = 0; i < 100; i++)
        {
            var slot = c.Slot();
            Check.Success(RootCNode.Retype(memory, ObjectType.Page4K, 0, slot));
            c.Delete(slot);
        }
    }

    private static void DepthZero(ref Context c)
    {
        Check.Equal(Error.RangeError, c.Node.Delete(c.Endpoint(), 0));
        Check.Detail(0, 1);
        Check.Detail(1, 64);
    }

    private static void DepthTooLarge(ref Context c) => Check.Equal(Error.RangeError, c.Node.Delete(c.Endpoint(), 65));

    private static void GuardMismatch(ref Context c)
    {
        Check.Equal(Error.FailedLookup, c.Node.Delete(c.Endpoint() | (1ul << 50), Full));
        Check.Detail(0, 0);
        Check.Detail(1, (ulong)LookupFailureType.GuardMismatch);
    }

    private static void MessageTooShort(ref Context c)
    {
        c.Buffer.SetWord(0, c.Endpoint());
        Check.Equal(Error.TruncatedMessage, c.Invoke(c.Node.Slot, Label, 1));
    }

    private static void UnknownLabel(ref Context c)
    {
        Check.Equal(Error.IllegalOperation, c.Invoke(c.Node.Slot, InvocationLabel.CNodeRevoke - 1, 2));
        Check.Equal(Error.IllegalOperation, c.Invoke(c.Node.Slot, InvocationLabel.CNodeRotate + 1, 2));
        Check.Equal(Error.IllegalOperation, c.Invoke(c.Node.Slot, (InvocationLabel)0xfffff, 2));
    }
}
