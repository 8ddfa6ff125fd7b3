// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Cases.Ipc;

/// <summary>Capabilities in messages.</summary>
internal static unsafe class CapabilityTransferCases
{
    private const byte Full = RootCNode.FullDepth;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("transfer"u8);
        CaseList.Add("into-the-slot-the-receiver-names"u8, &IntoTheSlot);
        CaseList.Add("is-a-copy"u8, &IsACopy);
        CaseList.Add("needs-the-right-to-grant"u8, &NeedsGrant);
        CaseList.Add("with-a-reply"u8, &WithAReply);
        CaseList.Add("with-a-reply-needs-grant-on-the-reply-object"u8, &WithAReplyNeedsGrant);
        CaseList.Add("of-the-endpoint-itself-is-unwrapped"u8, &Unwrapped);
        CaseList.Add("three-of-the-endpoint-itself"u8, &ThreeUnwrapped);
        CaseList.Add("unwrapped-and-a-capability"u8, &UnwrappedAndACapability);
        CaseList.Add("only-one-can-be-received"u8, &OnlyOne);
        CaseList.Add("slot-occupied"u8, &SlotOccupied);
        CaseList.Add("receive-depth-zero"u8, &ReceiveDepthZero);
        CaseList.Add("receive-root-does-not-exist"u8, &ReceiveRootMissing);
        CaseList.Add("receive-root-of-another-type"u8, &ReceiveRootOfAnotherType);
        CaseList.Add("of-an-empty-slot"u8, &OfAnEmptySlot);
        CaseList.Add("of-an-address-that-is-none"u8, &OfNoAddress);
        CaseList.Add("of-what-cannot-be-copied"u8, &OfWhatCannotBeCopied);
        CaseList.Add("between-capability-spaces"u8, &BetweenSpaces);
        CaseList.Add("from-a-waiting-sender"u8, &FromAWaitingSender);
        CaseList.Add("receiver-without-a-buffer"u8, &ReceiverWithoutABuffer);
        CaseList.Add("through-a-notification"u8, &ThroughANotification);
    }

    /// <summary>Sends capabilities 0 to 2 of the buffer with the message info in argument 1.</summary>
    private static void Send(Worker* self)
    {
        var message = new Exchange(0) { Info = self->Argument1 };
        message.Send(self->Argument0);
    }

    private static Exchange Deliver(ref Context c, ulong endpoint, ulong used, ulong first, ulong second, ulong third, int count)
    {
        var worker = c.Worker(&Send);
        worker->Argument0 = used;
        worker->Argument1 = MessageInfo.Create(1, 0, (ulong)count, 0).Word;
        worker->Buffer.SetCap(0, first);
        worker->Buffer.SetCap(1, second);
        worker->Buffer.SetCap(2, third);
        c.Start(worker);
        var message = new Exchange(0);
        message.Receive(endpoint, c.Reply());
        Check.Equal(1, message.Label);
        return message;
    }

    private static Exchange Deliver(ref Context c, ulong endpoint, ulong used, ulong capability) =>
        Deliver(ref c, endpoint, used, capability, 0, 0, 1);

    private static ulong Path(ref Context c)
    {
        var slot = c.Slot();
        c.Buffer.SetReceivePath(c.Node.Slot, slot, Full);
        return slot;
    }

    private static void IntoTheSlot(ref Context c)
    {
        var endpoint = c.Endpoint();
        var notification = c.Badged(c.Notification(), 8);
        var slot = Path(ref c);
        var message = Deliver(ref c, endpoint, endpoint, notification);
        Check.Equal(1, message.Caps);
        Check.Equal(0, message.Unwrapped);
        Kernel.Signal(slot);
        Check.Equal(8, Kernel.Poll(notification));
    }

    private static void IsACopy(ref Context c)
    {
        var endpoint = c.Endpoint();
        var notification = c.Notification();
        var slot = Path(ref c);
        Deliver(ref c, endpoint, endpoint, notification);
        Check.That(!c.IsEmpty(slot));
        Check.That(!c.IsEmpty(notification));
        c.Revoke(notification);
        Check.That(c.IsEmpty(slot));
    }

    private static void NeedsGrant(ref Context c)
    {
        var endpoint = c.Endpoint();
        var slot = Path(ref c);
        var used = c.Copy(endpoint, CapRights.Create(true, false, true, true));
        var message = Deliver(ref c, endpoint, used, c.Notification());
        Check.Equal(0, message.Caps);
        Check.That(c.IsEmpty(slot));
    }

    private static void CallAndReceiveCapability(Worker* self)
    {
        self->Buffer.SetReceivePath((ulong)RootSlot.InitThreadCNode, self->Argument1, Full);
        var message = new Exchange(0);
        message.Call(self->Argument0);
        self->Result0 = message.Caps;
    }

    private static ulong ReplyWithACapability(ref Context c, CapRights rights, out ulong slot)
    {
        var endpoint = c.Endpoint();
        var reply = c.Copy(c.Reply(), rights);
        slot = c.Slot();
        var worker = c.Started(&CallAndReceiveCapability, endpoint, slot);
        var message = new Exchange(0);
        message.Receive(endpoint, reply);
        c.Buffer.SetCap(0, c.Notification());
        message.Set(0, 0, 1);
        message.Send(reply);
        c.Join(worker);
        return worker->Result0;
    }

    private static void WithAReply(ref Context c)
    {
        Check.Equal(1, ReplyWithACapability(ref c, CapRights.All, out var slot));
        Check.That(!c.IsEmpty(slot));
    }

    private static void WithAReplyNeedsGrant(ref Context c)
    {
        Check.Equal(0, ReplyWithACapability(ref c, CapRights.ReadWrite, out var slot));
        Check.That(c.IsEmpty(slot));
    }

    private static void Unwrapped(ref Context c)
    {
        var endpoint = c.Endpoint();
        var slot = Path(ref c);
        var message = Deliver(ref c, endpoint, endpoint, c.Badged(endpoint, 0x4321));
        Check.Equal(1, message.Caps);
        Check.Equal(1, message.Unwrapped);
        Check.Equal(0x4321, c.Buffer.Cap(0));
        Check.That(c.IsEmpty(slot));
    }

    private static void ThreeUnwrapped(ref Context c)
    {
        var endpoint = c.Endpoint();
        var message = Deliver(
            ref c, endpoint, endpoint, c.Badged(endpoint, 11), c.Badged(endpoint, 12), c.Badged(endpoint, 13), 3);
        Check.Equal(3, message.Caps);
        Check.Equal(7, message.Unwrapped);
        Check.Equal(11, c.Buffer.Cap(0));
        Check.Equal(12, c.Buffer.Cap(1));
        Check.Equal(13, c.Buffer.Cap(2));
    }

    private static void UnwrappedAndACapability(ref Context c)
    {
        var endpoint = c.Endpoint();
        var slot = Path(ref c);
        var message = Deliver(ref c, endpoint, endpoint, c.Badged(endpoint, 11), c.Notification(), c.Badged(endpoint, 13), 3);
        Check.Equal(3, message.Caps);
        Check.Equal(5, message.Unwrapped);
        Check.Equal(11, c.Buffer.Cap(0));
        Check.Equal(13, c.Buffer.Cap(2));
        Check.That(!c.IsEmpty(slot));
    }

    private static void OnlyOne(ref Context c)
    {
        var endpoint = c.Endpoint();
        var slot = Path(ref c);
        var message = Deliver(ref c, endpoint, endpoint, c.Notification(), c.Notification(), c.Badged(endpoint, 1), 3);
        Check.Equal(1, message.Caps);
        Check.Equal(0, message.Unwrapped);
        Check.That(!c.IsEmpty(slot));
    }

    private static void SlotOccupied(ref Context c)
    {
        var endpoint = c.Endpoint();
        c.Buffer.SetReceivePath(c.Node.Slot, c.Endpoint(), Full);
        Check.Equal(0, Deliver(ref c, endpoint, endpoint, c.Notification()).Caps);
    }

    private static void ReceiveDepthZero(ref Context c)
    {
        var endpoint = c.Endpoint();
        var slot = c.Slot();
        c.Buffer.SetReceivePath(c.Node.Slot, slot, 0);
        Check.Equal(0, Deliver(ref c, endpoint, endpoint, c.Notification()).Caps);
        Check.That(c.IsEmpty(slot));
    }

    private static void ReceiveRootMissing(ref Context c)
    {
        var endpoint = c.Endpoint();
        c.Buffer.SetReceivePath(1ul << 50, c.Slot(), Full);
        Check.Equal(0, Deliver(ref c, endpoint, endpoint, c.Notification()).Caps);
        c.Buffer.SetReceivePath(c.Slot(), c.Slot(), Full);
        Check.Equal(0, Deliver(ref c, endpoint, endpoint, c.Notification()).Caps);
    }

    private static void ReceiveRootOfAnotherType(ref Context c)
    {
        var endpoint = c.Endpoint();
        c.Buffer.SetReceivePath(endpoint, c.Slot(), Full);
        Check.Equal(0, Deliver(ref c, endpoint, endpoint, c.Notification()).Caps);
    }

    private static void OfAnEmptySlot(ref Context c)
    {
        var endpoint = c.Endpoint();
        var slot = Path(ref c);
        Check.Equal(0, Deliver(ref c, endpoint, endpoint, c.Slot()).Caps);
        Check.That(c.IsEmpty(slot));
    }

    private static void OfNoAddress(ref Context c)
    {
        var faults = c.Endpoint();
        var worker = c.Worker(&Send, Priorities.Above, faults);
        worker->Argument0 = c.Endpoint();
        worker->Argument1 = MessageInfo.Create(1, 0, 1, 0).Word;
        worker->Buffer.SetCap(0, 1ul << 55);
        c.Start(worker);
        var message = new Exchange(0);
        message.Receive(faults, c.Reply());
        Check.Equal((ulong)FaultType.CapFault, message.Label);
        Check.Equal(1ul << 55, message.Word1);
        Check.Equal(0, message.Word2);
    }

    private static void OfWhatCannotBeCopied(ref Context c)
    {
        var endpoint = c.Endpoint();
        var slot = Path(ref c);
        Check.Equal(0, Deliver(ref c, endpoint, endpoint, (ulong)RootSlot.IrqControl).Caps);
        Check.Equal(0, Deliver(ref c, endpoint, endpoint, c.Create(ObjectType.PageTable)).Caps);
        var memory = c.Untyped(12);
        Check.Success(RootCNode.Retype(memory, ObjectType.Endpoint, 0, c.Slot()));
        Check.Equal(0, Deliver(ref c, endpoint, endpoint, memory.Slot).Caps);
        Check.That(c.IsEmpty(slot));
    }

    private static void BetweenSpaces(ref Context c)
    {
        var endpoint = c.Endpoint();
        var worker = c.Worker(&Send);
        var node = c.GiveCSpace(worker, 4);
        var notification = c.Badged(c.Notification(), 64);
        c.Give(node, 5, endpoint);
        c.Give(node, 6, notification);
        worker->Argument0 = 5;
        worker->Argument1 = MessageInfo.Create(0, 0, 1, 0).Word;
        worker->Buffer.SetCap(0, 6);
        c.Start(worker);
        var inner = c.CNode(3);
        c.Buffer.SetReceivePath(inner.Slot, 5, 3);
        var message = new Exchange(0);
        message.Receive(endpoint, c.Reply());
        Check.Equal(1, message.Caps);
        var slot = c.Slot();
        Check.Success(c.Node.Move(slot, Full, inner, 5, 3));
        Kernel.Signal(slot);
        Check.Equal(64, Kernel.Poll(notification));
    }

    private static void ReceiveCapability(Worker* self)
    {
        self->Buffer.SetReceivePath((ulong)RootSlot.InitThreadCNode, self->Argument2, Full);
        var message = new Exchange(0);
        message.Receive(self->Argument0, self->Argument1);
        self->Result0 = message.Caps;
    }

    private static void FromAWaitingSender(ref Context c)
    {
        var endpoint = c.Endpoint();
        var slot = c.Slot();
        var worker = c.Worker(&ReceiveCapability, Priorities.Below);
        worker->Argument0 = endpoint;
        worker->Argument1 = c.Reply();
        worker->Argument2 = slot;
        c.Start(worker);
        c.Buffer.SetCap(0, c.Notification());
        var message = new Exchange(0, 0, 1);
        message.Send(endpoint);
        c.Join(worker);
        Check.Equal(1, worker->Result0);
        Check.That(!c.IsEmpty(slot));
    }

    private static void ReceiverWithoutABuffer(ref Context c)
    {
        var endpoint = c.Endpoint();
        var worker = c.Worker(&Talkers.Receive);
        Check.Success(worker->Thread.SetIpcBuffer(0, 0));
        worker->Argument0 = endpoint;
        worker->Argument1 = c.Reply();
        c.Start(worker);
        c.Buffer.SetCap(0, c.Notification());
        var message = new Exchange(2, 0, 1);
        message.Send(endpoint);
        c.Join(worker);
        Check.Equal(2, worker->Result0);
        Check.Equal(0, new MessageInfo(worker->Result3).ExtraCaps);
    }

    private static void ThroughANotification(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 1);
        var slot = Path(ref c);
        c.Buffer.SetCap(0, c.Endpoint());
        var message = new Exchange(2, 4, 1);
        message.Send(notification);
        Check.Equal(1, Kernel.Poll(notification));
        Check.That(c.IsEmpty(slot));
    }
}
