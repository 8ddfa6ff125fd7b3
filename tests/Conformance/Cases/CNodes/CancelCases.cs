// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Cases.CNodes;

/// <summary>CNode_CancelBadgedSends.</summary>
internal static unsafe class CancelCases
{
    private const byte Full = RootCNode.FullDepth;
    private const InvocationLabel Label = InvocationLabel.CNodeCancelBadgedSends;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("cnode/cancel-badged-sends"u8);
        CaseList.Add("restarts-senders-with-the-badge"u8, Label, &RestartsSenders);
        CaseList.Add("leaves-senders-with-other-badges"u8, Label, &LeavesOthers);
        CaseList.Add("does-nothing-without-a-badge"u8, Label, &WithoutABadge);
        CaseList.Add("does-nothing-to-receivers"u8, Label, &LeavesReceivers);
        CaseList.Add("needs-the-right-to-receive"u8, Label, &NeedsRead);
        CaseList.Add("needs-the-right-to-grant"u8, Label, &NeedsGrant);
        CaseList.Add("of-an-empty-slot"u8, Label, &OfAnEmptySlot);
        CaseList.Add("of-a-notification"u8, Label, &OfANotification);
        CaseList.Add("depth-zero"u8, Label, &DepthZero);
        CaseList.Add("message-too-short"u8, Label, &MessageTooShort);
    }

    private static void Send(Worker* self)
    {
        var message = new Exchange(self->Argument1);
        message.Send(self->Argument0);
    }

    /// <summary>The senders' copies are gone, so the send that is repeated fails and ends.</summary>
    private static void RestartsSenders(ref Context c)
    {
        var endpoint = c.Endpoint();
        var badged = c.Badged(endpoint, 5);
        var copy = c.Copy(badged);
        var first = c.Started(&Send, copy);
        var second = c.Started(&Send, copy);
        c.Delete(copy);
        Check.Success(c.Node.CancelBadgedSends(badged, Full));
        c.Join(first);
        c.Join(second);
        var message = new Exchange(0);
        message.NonBlockingReceive(endpoint, c.Reply());
        Check.Equal(0, message.Badge);
    }

    private static void LeavesOthers(ref Context c)
    {
        var endpoint = c.Endpoint();
        var cancelled = c.Badged(endpoint, 5);
        var copy = c.Copy(cancelled);
        c.Started(&Send, copy, 1);
        c.Started(&Send, c.Badged(endpoint, 6), 2);
        c.Started(&Send, copy, 3);
        c.Delete(copy);
        Check.Success(c.Node.CancelBadgedSends(cancelled, Full));
        var message = new Exchange(0);
        message.Receive(endpoint, c.Reply());
        Check.Equal(6, message.Badge);
        Check.Equal(2, message.Label);
        message.NonBlockingReceive(endpoint, c.Reply());
        Check.Equal(0, message.Badge);
    }

    private static void WithoutABadge(ref Context c)
    {
        var endpoint = c.Endpoint();
        c.Started(&Send, c.Badged(endpoint, 1), 7);
        Check.Success(c.Node.CancelBadgedSends(endpoint, Full));
        var message = new Exchange(0);
        message.Receive(endpoint, c.Reply());
        Check.Equal(7, message.Label);
    }

    private static void Receive(Worker* self)
    {
        var message = new Exchange(0);
        message.Receive(self->Argument0, self->Argument1);
        self->Result0 = message.Label;
    }

    private static void LeavesReceivers(ref Context c)
    {
        var endpoint = c.Endpoint();
        var worker = c.Started(&Receive, endpoint, c.Reply());
        Check.Success(c.Node.CancelBadgedSends(c.Badged(endpoint, 1), Full));
        var message = new Exchange(9);
        message.NonBlockingSend(endpoint);
        c.Join(worker);
        Check.Equal(9, worker->Result0);
    }

    private static void NeedsRead(ref Context c)
    {
        var limited = c.Badged(c.Endpoint(), 1, CapRights.Create(true, true, false, true));
        Check.Equal(Error.IllegalOperation, c.Node.CancelBadgedSends(limited, Full));
    }

    private static void NeedsGrant(ref Context c)
    {
        var endpoint = c.Endpoint();
        Check.Equal(
            Error.IllegalOperation,
            c.Node.CancelBadgedSends(c.Badged(endpoint, 1, CapRights.Create(true, false, true, true)), Full));
        Check.Equal(
            Error.IllegalOperation,
            c.Node.CancelBadgedSends(c.Badged(endpoint, 1, CapRights.Create(false, true, true, true)), Full));
    }

    private static void OfAnEmptySlot(ref Context c) =>
        Check.Equal(Error.IllegalOperation, c.Node.CancelBadgedSends(c.Slot(), Full));

    private static void OfANotification(ref Context c) =>
        Check.Equal(Error.IllegalOperation, c.Node.CancelBadgedSends(c.Badged(c.Notification(), 1), Full));

    private static void DepthZero(ref Context c) =>
        Check.Equal(Error.RangeError, c.Node.CancelBadgedSends(c.Badged(c.Endpoint(), 1), 0));

    private static void MessageTooShort(ref Context c)
    {
        c.Buffer.SetWord(0, c.Endpoint());
        Check.Equal(Error.TruncatedMessage, c.Invoke(c.Node.Slot, Label, 1));
    }
}
