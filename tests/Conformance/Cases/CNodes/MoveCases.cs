// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Cases.CNodes;

/// <summary>CNode_Move and CNode_Mutate.</summary>
internal static unsafe class MoveCases
{
    private const byte Full = RootCNode.FullDepth;
    private const InvocationLabel Move = InvocationLabel.CNodeMove;
    private const InvocationLabel Mutate = InvocationLabel.CNodeMutate;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("cnode/move"u8);
        CaseList.Add("empties-the-source"u8, Move, &EmptiesTheSource);
        CaseList.Add("keeps-badge-and-rights"u8, Move, &KeepsBadgeAndRights);
        CaseList.Add("keeps-a-mapping"u8, Move, &KeepsAMapping);
        CaseList.Add("keeps-children"u8, Move, &KeepsChildren);
        CaseList.Add("stays-a-child"u8, Move, &StaysAChild);
        CaseList.Add("of-what-cannot-be-copied"u8, Move, &OfWhatCannotBeCopied);
        CaseList.Add("of-untyped-in-use"u8, Move, &OfUntypedInUse);
        CaseList.Add("of-a-cnode-into-itself"u8, Move, &OfACNodeIntoItself);
        CaseList.Add("out-of-a-reply-in-use"u8, Move, &OfAReplyInUse);

        CaseList.Group("cnode/mutate"u8);
        CaseList.Add("gives-a-guard"u8, Mutate, &GivesAGuard);
        CaseList.Add("refuses-a-guard-too-large"u8, Mutate, &RefusesAGuardTooLarge);
        CaseList.Add("refuses-an-endpoint"u8, Mutate, &RefusesAnEndpoint);
        CaseList.Add("refuses-a-notification"u8, Mutate, &RefusesANotification);
        CaseList.Add("moves-a-thread"u8, Mutate, &MovesAThread);
        CaseList.Add("keeps-children"u8, Mutate, &MutateKeepsChildren);
    }

    private static ulong Moved(ref Context c, ulong source)
    {
        var slot = c.Slot();
        Check.Success(c.Node.Move(slot, Full, c.Node, source, Full));
        return slot;
    }

    private static void EmptiesTheSource(ref Context c)
    {
        var source = c.Endpoint();
        var moved = Moved(ref c, source);
        Check.That(c.IsEmpty(source));
        Check.That(!c.IsEmpty(moved));
    }

    private static void KeepsBadgeAndRights(ref Context c)
    {
        var notification = c.Notification();
        var moved = Moved(ref c, c.Badged(notification, 9, CapRights.Write));
        Kernel.Signal(moved);
        Check.Equal(9, Kernel.Poll(notification));
    }

    private static void KeepsAMapping(ref Context c)
    {
        const ulong Address = 0x10_0000_0000;
        var moved = new Page(Moved(ref c, c.MappedFrame(Root.Space, Address).Slot));
        *(ulong*)Address = 5;
        Check.Equal(Error.InvalidArgument, moved.Map(Root.Space, Address + 0x1000, CapRights.ReadWrite, VmAttributes.Default));
        Check.Success(moved.Unmap());
        Check.Success(moved.Map(Root.Space, Address + 0x1000, CapRights.ReadWrite, VmAttributes.Default));
        Check.Equal(5, *(ulong*)(Address + 0x1000));
    }

    private static void KeepsChildren(ref Context c)
    {
        var endpoint = c.Endpoint();
        var child = c.Badged(endpoint, 1);
        c.Revoke(Moved(ref c, endpoint));
        Check.That(c.IsEmpty(child));
    }

    private static void StaysAChild(ref Context c)
    {
        var endpoint = c.Endpoint();
        var child = Moved(ref c, c.Badged(endpoint, 1));
        c.Revoke(endpoint);
        Check.That(c.IsEmpty(child));
    }

    private static void OfWhatCannotBeCopied(ref Context c)
    {
        var moved = Moved(ref c, (ulong)RootSlot.IrqControl);
        Check.Success(c.Node.Move((ulong)RootSlot.IrqControl, Full, c.Node, moved, Full));
        moved = Moved(ref c, (ulong)RootSlot.IoPortControl);
        Check.Success(c.Node.Move((ulong)RootSlot.IoPortControl, Full, c.Node, moved, Full));
        moved = Moved(ref c, c.Create(ObjectType.PageTable));
        Check.That(!c.IsEmpty(moved));
    }

    private static void OfUntypedInUse(ref Context c)
    {
        var memory = c.Untyped(12);
        var made = c.Slot();
        Check.Success(RootCNode.Retype(memory, ObjectType.Endpoint, 0, made));
        c.Revoke(Moved(ref c, memory.Slot));
        Check.That(c.IsEmpty(made));
    }

    private static void OfACNodeIntoItself(ref Context c)
    {
        var node = c.CNode(4);
        var name = new CNode(c.Copy(node.Slot));
        Check.Success(name.Move(3, 4, c.Node, node.Slot, Full));
        Check.That(c.IsEmpty(node.Slot));
        Check.Success(name.Delete(3, 4));
    }

    /// <summary>Only the capability moves: a caller that waits on the reply object is answered through the new slot.</summary>
    private static void OfAReplyInUse(ref Context c)
    {
        var endpoint = c.Endpoint();
        var reply = c.Reply();
        var worker = c.Started(&CallOnce, endpoint);
        var message = new Exchange(0);
        message.Receive(endpoint, reply);
        var moved = Moved(ref c, reply);
        message.Set(0x66);
        message.Send(moved);
        c.Join(worker);
        Check.Equal(0x66, worker->Result0);
    }

    private static void CallOnce(Worker* self)
    {
        var message = new Exchange(1);
        message.Call(self->Argument0);
        self->Result0 = message.Label;
    }

    private static void GivesAGuard(ref Context c)
    {
        var node = c.CNode(4);
        var guarded = c.Slot();
        Check.Success(c.Node.Mutate(guarded, Full, c.Node, node.Slot, Full, CNodeCapData.Create(3, 2).Word));
        Check.That(c.IsEmpty(node.Slot));
        Check.Success(new CNode(guarded).Copy(0b11_0000, 6, c.Node, c.Endpoint(), Full, CapRights.All));
    }

    private static void RefusesAGuardTooLarge(ref Context c)
    {
        var node = c.CNode(10);
        Check.Equal(
            Error.IllegalOperation,
            c.Node.Mutate(c.Slot(), Full, c.Node, node.Slot, Full, CNodeCapData.Create(0, 55).Word));
        Check.That(!c.IsEmpty(node.Slot));
    }

    private static void RefusesAnEndpoint(ref Context c)
    {
        var endpoint = c.Endpoint();
        Check.Equal(Error.IllegalOperation, c.Node.Mutate(c.Slot(), Full, c.Node, endpoint, Full, 5));
        Check.Equal(Error.IllegalOperation, c.Node.Mutate(c.Slot(), Full, c.Node, endpoint, Full, 0));
    }

    private static void RefusesANotification(ref Context c)
    {
        var notification = c.Notification();
        Check.Equal(Error.IllegalOperation, c.Node.Mutate(c.Slot(), Full, c.Node, notification, Full, 5));
        Check.That(!c.IsEmpty(notification));
    }

    private static void MovesAThread(ref Context c)
    {
        var thread = c.NewThread();
        var moved = c.Slot();
        Check.Success(c.Node.Mutate(moved, Full, c.Node, thread.Slot, Full, 77));
        Check.That(c.IsEmpty(thread.Slot));
        Check.Success(new Tcb(moved).Suspend());
    }

    private static void MutateKeepsChildren(ref Context c)
    {
        var node = c.CNode(4);
        var child = c.Copy(node.Slot);
        var moved = c.Slot();
        Check.Success(c.Node.Mutate(moved, Full, c.Node, node.Slot, Full, CNodeCapData.Create(0, 1).Word));
        c.Revoke(moved);
        Check.That(c.IsEmpty(child));
    }
}
