// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Cases.CNodes;

/// <summary>CNode_Revoke.</summary>
internal static unsafe class RevokeCases
{
    private const byte Full = RootCNode.FullDepth;
    private const InvocationLabel Label = InvocationLabel.CNodeRevoke;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("cnode/revoke"u8);
        CaseList.Add("deletes-children-and-keeps-the-parent"u8, Label, &DeletesChildren);
        CaseList.Add("of-an-empty-slot"u8, Label, &OfAnEmptySlot);
        CaseList.Add("of-a-copy-keeps-siblings"u8, Label, &OfACopyKeepsSiblings);
        CaseList.Add("of-a-badged-capability-deletes-its-copies"u8, Label, &OfABadged);
        CaseList.Add("leaves-another-badge"u8, Label, &LeavesAnotherBadge);
        CaseList.Add("reaches-other-cnodes"u8, Label, &ReachesOtherCNodes);
        CaseList.Add("reaches-the-spaces-of-other-threads"u8, Label, &ReachesOtherSpaces);
        CaseList.Add("of-untyped-destroys-what-was-made-of-it"u8, Label, &OfUntyped);
        CaseList.Add("of-untyped-reaches-grandchildren"u8, Label, &OfUntypedReachesGrandchildren);
        CaseList.Add("of-untyped-ends-a-thread-in-another-address-space"u8, Label, &EndsAThreadInAnotherAddressSpace);
        CaseList.Add("takes-away-a-mapping"u8, Label, &TakesAwayAMapping);
        CaseList.Add("of-a-thousand-children"u8, Label, &OfAThousandChildren);
        CaseList.Add("deletes-its-own-argument"u8, Label, &DeletesItsOwnName);
        CaseList.Add("depth-zero"u8, Label, &DepthZero);
        CaseList.Add("depth-too-large"u8, Label, &DepthTooLarge);
        CaseList.Add("guard-mismatch"u8, Label, &GuardMismatch);
        CaseList.Add("message-too-short"u8, Label, &MessageTooShort);
    }

    private static void DeletesChildren(ref Context c)
    {
        var endpoint = c.Endpoint();
        var first = c.Copy(endpoint);
        var second = c.Badged(endpoint, 2);
        c.Revoke(endpoint);
        Check.That(c.IsEmpty(first));
        Check.That(c.IsEmpty(second));
        Check.That(!c.IsEmpty(endpoint));
    }

    private static void OfAnEmptySlot(ref Context c) => c.Revoke(c.Slot());

    private static void OfACopyKeepsSiblings(ref Context c)
    {
        var endpoint = c.Endpoint();
        var first = c.Copy(endpoint);
        var second = c.Copy(endpoint);
        c.Revoke(first);
        Check.That(!c.IsEmpty(first));
        Check.That(!c.IsEmpty(second));
        Check.That(!c.IsEmpty(endpoint));
    }

    private static void OfABadged(ref Context c)
    {
        var badged = c.Badged(c.Endpoint(), 1);
        var copy = c.Copy(badged);
        c.Revoke(badged);
        Check.That(c.IsEmpty(copy));
        Check.That(!c.IsEmpty(badged));
    }

    private static void LeavesAnotherBadge(ref Context c)
    {
        var endpoint = c.Endpoint();
        var first = c.Badged(endpoint, 1);
        var second = c.Badged(endpoint, 2);
        c.Revoke(first);
        Check.That(!c.IsEmpty(second));
    }

    private static void ReachesOtherCNodes(ref Context c)
    {
        var node = c.CNode(4);
        var endpoint = c.Endpoint();
        Check.Success(node.Copy(7, 4, c.Node, endpoint, Full, CapRights.All));
        c.Revoke(endpoint);
        Check.Equal(Error.FailedLookup, c.Node.Move(c.Slot(), Full, node, 7, 4));
    }

    private static void SignalWhenTold(Worker* self)
    {
        var message = new Exchange(0);
        message.Wait(self->Argument0);
        message.Call(self->Argument1);
        self->Result0 = message.Label;
    }

    private static void ReachesOtherSpaces(ref Context c)
    {
        var go = c.Notification();
        var target = c.Notification();
        var worker = c.Worker(&SignalWhenTold);
        var node = c.GiveCSpace(worker, 4);
        c.Give(node, 8, go);
        c.Give(node, 9, target);
        worker->Argument0 = 8;
        worker->Argument1 = 9;
        c.Start(worker);
        c.Revoke(target);
        Kernel.Signal(go);
        c.Join(worker);
        Check.Equal((ulong)Error.InvalidCapability, worker->Result0);
    }

    private static void OfUntyped(ref Context c)
    {
        var memory = c.Untyped(14);
        var first = c.Slots(4);
        Check.Success(RootCNode.Retype(memory, ObjectType.Endpoint, 0, first));
        Check.Success(RootCNode.Retype(memory, ObjectType.Tcb, 0, first + 1));
        Check.Success(RootCNode.Retype(memory, ObjectType.CapTable, 4, first + 2));
        Check.Success(RootCNode.Retype(memory, ObjectType.Page4K, 0, first + 3));
        c.Revoke(memory.Slot);
        for (ulong i = 0; i < 4; i++)
        {
            Check.That(c.IsEmpty(first + i));
        }

        Check.Success(RootCNode.Retype(memory, ObjectType.Untyped, 14, first));
    }

    private static void OfUntypedReachesGrandchildren(ref Context c)
    {
        var memory = c.Untyped(14);
        var child = c.Slot();
        var grandchild = c.Slot();
        Check.Success(RootCNode.Retype(memory, ObjectType.Untyped, 12, child));
        Check.Success(RootCNode.Retype(new Untyped(child), ObjectType.Endpoint, 0, grandchild));
        var copy = c.Badged(grandchild, 1);
        c.Revoke(memory.Slot);
        Check.That(c.IsEmpty(child));
        Check.That(c.IsEmpty(grandchild));
        Check.That(c.IsEmpty(copy));
    }

    private static void Count(Worker* self)
    {
        while (true)
        {
            self->Progress++;
        }
    }

    private static void EndsAThreadInAnotherAddressSpace(ref Context c)
    {
        var memory = c.Untyped(ObjectSizes.TcbBits);
        var worker = c.Worker(&Count, Priorities.Case);
        worker->Thread = new Tcb(c.Slot());
        Check.Success(worker->SchedContext.Unbind());
        Check.Success(RootCNode.Retype(memory, ObjectType.Tcb, 0, worker->Thread.Slot));
        Check.Success(worker->Thread.SetSchedParams(
            Root.Thread, Priorities.Case, Priorities.Case, worker->SchedContext, new Endpoint(Supervisor.WorkerFaults)));
        c.SetSpace(worker, c.ProgramSpace());
        c.Start(worker);
        Kernel.Yield();
        Check.That(worker->Progress != 0);
        c.Revoke(memory.Slot);
        Check.That(c.IsEmpty(worker->Thread.Slot));
        var before = worker->Progress;
        Kernel.Yield();
        Check.Equal(before, worker->Progress);
    }

    private static void TakesAwayAMapping(ref Context c)
    {
        const ulong Address = 0x10_0000_0000;
        var faults = c.Endpoint();
        var memory = c.Untyped(12);
        var frame = new Page(c.Slot());
        Check.Success(RootCNode.Retype(memory, ObjectType.Page4K, 0, frame.Slot));
        c.Map(frame, Root.Space, Address, CapRights.ReadWrite);
        *(ulong*)Address = 1;
        c.Revoke(memory.Slot);
        var worker = c.Worker(&ReadWord, Priorities.Above, faults);
        worker->Argument0 = Address;
        c.Start(worker);
        var message = new Exchange(0);
        message.Receive(faults, c.Reply());
        Check.Equal((ulong)FaultType.VmFault, message.Label);
        Check.Equal(Address, message.Word1);
    }

    private static void ReadWord(Worker* self) => self->Result0 = *(ulong*)self->Argument0;

    private static void OfAThousandChildren(ref Context c)
    {
        var endpoint = c.Endpoint();
        var node = c.CNode(10);
        for (ulong i = 0; i < 1024; i++)
        {
            Check.Success(node.Mint(i, 10, c.Node, endpoint, Full, CapRights.All, i + 1));
        }

        c.Revoke(endpoint);
        for (ulong i = 0; i < 1024; i++)
        {
            Check.Success(node.Copy(i, 10, c.Node, endpoint, Full, CapRights.All));
        }
    }

    /// <summary>The capability through which the invocation is made is among those that it deletes.</summary>
    private static void DeletesItsOwnName(ref Context c)
    {
        var node = c.CNode(4);
        Check.Success(node.Copy(2, 4, c.Node, node.Slot, Full, CapRights.All));
        var inner = c.Copy(node.Slot);
        Check.Success(new CNode(inner).Copy(3, 4, c.Node, node.Slot, Full, CapRights.All));
        var name = c.Slot();
        Check.Success(c.Node.Copy(name, Full, new CNode(inner), 3, 4, CapRights.All));
        Check.Success(c.Node.Revoke(node.Slot, Full));
        Check.That(c.IsEmpty(name));
        Check.That(c.IsEmpty(inner));
        Check.Equal(Error.FailedLookup, c.Node.Move(c.Slot(), Full, node, 2, 4));
    }

    private static void DepthZero(ref Context c) => Check.Equal(Error.RangeError, c.Node.Revoke(c.Endpoint(), 0));

    private static void DepthTooLarge(ref Context c) => Check.Equal(Error.RangeError, c.Node.Revoke(c.Endpoint(), 65));

    private static void GuardMismatch(ref Context c)
    {
        Check.Equal(Error.FailedLookup, c.Node.Revoke(c.Endpoint() | (1ul << 50), Full));
        Check.Detail(1, (ulong)LookupFailureType.GuardMismatch);
    }

    private static void MessageTooShort(ref Context c)
    {
        c.Buffer.SetWord(0, c.Endpoint());
        Check.Equal(Error.TruncatedMessage, c.Invoke(c.Node.Slot, Label, 1));
    }
}
