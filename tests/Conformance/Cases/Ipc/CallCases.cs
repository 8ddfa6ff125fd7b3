// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Ipc;

/// <summary>Call, and the system calls that send and receive at once.</summary>
internal static unsafe class CallCases
{
    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("endpoint/call"u8);
        CaseList.Add("wait-cannot-be-called"u8, SystemCall.Wait, &WaitCannotBeCalled);
        CaseList.Add("call-waits-for-the-reply"u8, SystemCall.Call, &CallWaits);
        CaseList.Add("call-needs-grant-or-grant-reply"u8, SystemCall.Call, &CallNeedsGrant);
        CaseList.Add("call-with-grant-reply-only"u8, SystemCall.Call, &CallWithGrantReply);
        CaseList.Add("call-of-an-empty-slot"u8, SystemCall.Call, &CallOfAnEmptySlot);
        CaseList.Add("call-of-an-address-that-is-none"u8, SystemCall.Call, &CallOfNoAddress);
        CaseList.Add("reply-receive-answers-and-waits"u8, SystemCall.ReplyRecv, &ReplyReceiveAnswers);
        CaseList.Add("non-blocking-send-receive"u8, SystemCall.NBSendRecv, &SendReceive);
        CaseList.Add("non-blocking-send-receive-drops"u8, SystemCall.NBSendRecv, &SendReceiveDrops);
        CaseList.Add("non-blocking-send-wait"u8, SystemCall.NBSendWait, &SendWait);
        CaseList.Add("deleting-the-endpoint-releases-callers"u8, SystemCall.Call, &DeletingReleasesCallers);
        CaseList.Add("the-badge-of-the-capability-used"u8, SystemCall.Call, &BadgeOfTheCapability);
    }

    private static ulong Poll(ref Context c, ulong endpoint)
    {
        var message = new Exchange(0);
        message.NonBlockingReceive(endpoint, c.Reply());
        return message.Badge;
    }

    /// <summary>Without a reply object the caller is received from, but cannot be answered: it stays stopped.</summary>
    private static void WaitCannotBeCalled(ref Context c)
    {
        var endpoint = c.Endpoint();
        var worker = c.Started(&Talkers.Call, c.Badged(endpoint, 4), 3);
        var message = new Exchange(0);
        message.Wait(endpoint);
        Check.Equal(4, message.Badge);
        Check.Equal(0, worker->Progress);
        Check.Equal(0, Poll(ref c, endpoint));
    }

    private static void CallWaits(ref Context c)
    {
        var endpoint = c.Endpoint();
        var reply = c.Reply();
        var worker = c.Started(&Talkers.Call, endpoint, 3);
        var message = new Exchange(0);
        message.Receive(endpoint, reply);
        Check.Equal(0, worker->Progress);
        message.Set(12, 1);
        message.Word0 = 34;
        message.Send(reply);
        c.Join(worker);
        Check.Equal(12, worker->Result0);
        Check.Equal(34, worker->Result1);
        Check.Equal(0, worker->Result3);
    }

    private static void CallNeedsGrant(ref Context c)
    {
        var endpoint = c.Endpoint();
        var reply = c.Reply();
        var worker = c.Started(&Talkers.Call, c.Badged(endpoint, 1, CapRights.Write), 3);
        var message = new Exchange(0);
        message.Receive(endpoint, reply);
        Check.Equal(1, message.Badge);
        message.Set(1);
        message.Send(reply);
        Check.Equal(0, worker->Progress);
    }

    private static void CallWithGrantReply(ref Context c)
    {
        var endpoint = c.Endpoint();
        var reply = c.Reply();
        var worker = c.Started(&Talkers.Call, c.Badged(endpoint, 1, CapRights.Create(true, false, false, true)), 3);
        var message = new Exchange(0);
        message.Receive(endpoint, reply);
        message.Set(1);
        message.Send(reply);
        c.Join(worker);
    }

    private static void CallOfAnEmptySlot(ref Context c)
    {
        var message = new Exchange(1);
        message.Call(c.Slot());
        Check.Equal((ulong)Error.InvalidCapability, message.Label);
        Check.Equal(1, message.Length);
        Check.Equal(0, message.Word0);
    }

    private static void CallOfNoAddress(ref Context c)
    {
        var faults = c.Endpoint();
        var worker = c.Worker(&Talkers.Call, Priorities.Above, faults);
        worker->Argument0 = 1ul << 62;
        c.Start(worker);
        var message = new Exchange(0);
        message.Receive(faults, c.Reply());
        Check.Equal((ulong)FaultType.CapFault, message.Label);
        Check.Equal(1ul << 62, message.Word1);
        Check.Equal(0, message.Word2);
        Check.Equal((ulong)LookupFailureType.GuardMismatch, message.Word3);
    }

    private static void ReplyReceiveAnswers(ref Context c)
    {
        var endpoint = c.Endpoint();
        c.Started(&Talkers.Serve, endpoint, c.Reply());
        var message = new Exchange(7, 1) { Word0 = 1 };
        for (ulong i = 0; i < 20; i++)
        {
            message.Call(endpoint);
            Check.Equal(7, message.Label);
            Check.Equal(i + 2, message.Word0);
        }
    }

    private static void SendReceive(ref Context c)
    {
        var endpoint = c.Endpoint();
        var answers = c.Endpoint();
        var receiver = c.Started(&Talkers.Receive, endpoint, c.Reply());
        c.Started(&Talkers.Send, c.Badged(answers, 6), 9);
        var message = new Exchange(3, 1) { Word0 = 44 };
        message.NonBlockingSendReceive(endpoint, answers, c.Reply());
        Check.Equal(44, receiver->Result1);
        Check.Equal(6, message.Badge);
        Check.Equal(9, message.Label);
    }

    private static void SendReceiveDrops(ref Context c)
    {
        var endpoint = c.Endpoint();
        var answers = c.Endpoint();
        c.Started(&Talkers.Send, c.Badged(answers, 6), 9);
        var message = new Exchange(3);
        message.NonBlockingSendReceive(c.Badged(endpoint, 1), answers, c.Reply());
        Check.Equal(9, message.Label);
        Check.Equal(0, Poll(ref c, endpoint));
    }

    private static void SendWait(ref Context c)
    {
        var endpoint = c.Endpoint();
        var signals = c.Badged(c.Notification(), 32);
        var receiver = c.Started(&Talkers.Receive, endpoint, c.Reply());
        Kernel.Signal(signals);
        var message = new Exchange(3);
        message.NonBlockingSendWait(endpoint, signals);
        Check.Equal(3, receiver->Result0);
        Check.Equal(32, message.Badge);
    }

    private static void DeletingReleasesCallers(ref Context c)
    {
        var endpoint = c.Endpoint();
        var worker = c.Started(&Talkers.Call, endpoint, 3);
        c.Delete(endpoint);
        c.Join(worker);
        Check.Equal((ulong)Error.InvalidCapability, worker->Result0);
    }

    private static void BadgeOfTheCapability(ref Context c)
    {
        var endpoint = c.Endpoint();
        var server = c.Started(&Talkers.Serve, endpoint, c.Reply());
        for (ulong badge = 1; badge <= 1ul << 63 && badge != 0; badge <<= 7)
        {
            var message = new Exchange(1, 1);
            message.Call(c.Badged(endpoint, badge));
            Check.Equal(badge, server->Result0);
        }
    }
}
