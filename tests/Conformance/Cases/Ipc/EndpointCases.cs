// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Ipc;

/// <summary>Sending and receiving through endpoints, by every system call.</summary>
internal static unsafe class EndpointCases
{
    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("endpoint"u8);
        CaseList.Add("send-waits-for-a-receiver"u8, SystemCall.Send, &SendWaits);
        CaseList.Add("send-to-a-waiting-receiver"u8, SystemCall.Send, &SendToAWaiting);
        CaseList.Add("send-without-right-to-write"u8, SystemCall.Send, &SendWithoutRight);
        CaseList.Add("non-blocking-send-is-dropped"u8, SystemCall.NBSend, &NonBlockingSendIsDropped);
        CaseList.Add("non-blocking-send-to-a-waiting-receiver"u8, SystemCall.NBSend, &NonBlockingSendDelivers);
        CaseList.Add("receive-waits-for-a-sender"u8, SystemCall.Recv, &ReceiveWaits);
        CaseList.Add("receive-takes-a-waiting-sender"u8, SystemCall.Recv, &ReceiveTakes);
        CaseList.Add("receive-without-right-to-read"u8, SystemCall.Recv, &ReceiveWithoutRight);
        CaseList.Add("receive-without-a-reply-object-is-a-fault"u8, SystemCall.Recv, &ReceiveWithoutReply);
        CaseList.Add("non-blocking-receive-of-nothing"u8, SystemCall.NBRecv, &NonBlockingReceiveOfNothing);
        CaseList.Add("non-blocking-receive-takes-a-sender"u8, SystemCall.NBRecv, &NonBlockingReceiveTakes);
        CaseList.Add("wait-takes-a-send"u8, SystemCall.Wait, &WaitTakesASend);
        CaseList.Add("non-blocking-wait-of-nothing"u8, SystemCall.NBWait, &NonBlockingWaitOfNothing);
        CaseList.Add("non-blocking-wait-takes-a-send"u8, SystemCall.NBWait, &NonBlockingWaitTakes);
        CaseList.Add("non-blocking-send-of-an-address-that-is-none"u8, SystemCall.NBSend, &NonBlockingSendOfNoAddress);
        CaseList.Add("senders-come-in-order"u8, SystemCall.Send, &SendersComeInOrder);
        CaseList.Add("urgent-senders-come-first"u8, SystemCall.Send, &UrgentSendersComeFirst);
        CaseList.Add("receivers-are-served-in-order"u8, SystemCall.Recv, &ReceiversInOrder);
        CaseList.Add("a-suspended-sender-sends-nothing"u8, SystemCall.Send, &SuspendedSender);
        CaseList.Add("a-resumed-sender-sends-again"u8, SystemCall.Send, &ResumedSender);
        CaseList.Add("a-suspended-receiver-receives-nothing"u8, SystemCall.Recv, &SuspendedReceiver);
        CaseList.Add("deleting-the-endpoint-releases-receivers"u8, SystemCall.Recv, &DeletingReleasesReceivers);
    }

    private static ulong Poll(ref Context c, ulong endpoint)
    {
        var message = new Exchange(0);
        message.NonBlockingReceive(endpoint, c.Reply());
        return message.Badge;
    }

    private static void SendWaits(ref Context c)
    {
        var endpoint = c.Endpoint();
        var worker = c.Started(&Talkers.Send, endpoint, 5);
        Check.Equal(0, worker->Progress);
        var message = new Exchange(0);
        message.Receive(endpoint, c.Reply());
        Check.Equal(5, message.Label);
        Check.Equal(1, worker->Progress);
    }

    private static void SendToAWaiting(ref Context c)
    {
        var endpoint = c.Endpoint();
        var worker = c.Started(&Talkers.Receive, endpoint, c.Reply());
        var message = new Exchange(6, 1) { Word0 = 77 };
        message.Send(endpoint);
        Check.Equal(6, worker->Result0);
        Check.Equal(77, worker->Result1);
        Check.Equal(0, worker->Result2);
    }

    private static void SendWithoutRight(ref Context c)
    {
        var endpoint = c.Endpoint();
        var message = new Exchange(6);
        message.Send(c.Copy(endpoint, CapRights.Read));
        Check.Equal(0, Poll(ref c, endpoint));
        message.Set(6);
        message.Call(c.Copy(endpoint, CapRights.Read));
        Check.Equal((ulong)Error.InvalidCapability, message.Label);
    }

    private static void NonBlockingSendIsDropped(ref Context c)
    {
        var endpoint = c.Endpoint();
        var message = new Exchange(6);
        message.NonBlockingSend(c.Badged(endpoint, 1));
        Check.Equal(0, Poll(ref c, endpoint));
    }

    private static void NonBlockingSendDelivers(ref Context c)
    {
        var endpoint = c.Endpoint();
        var worker = c.Started(&Talkers.Receive, endpoint, c.Reply());
        var message = new Exchange(8);
        message.NonBlockingSend(endpoint);
        Check.Equal(8, worker->Result0);
    }

    private static void ReceiveWaits(ref Context c)
    {
        var endpoint = c.Endpoint();
        var worker = c.Started(&Talkers.Send, endpoint, 3, Priorities.Below);
        var message = new Exchange(0);
        message.Receive(endpoint, c.Reply());
        Check.Equal(3, message.Label);
        c.Join(worker);
    }

    private static void ReceiveTakes(ref Context c)
    {
        var endpoint = c.Endpoint();
        c.Started(&Talkers.Send, c.Badged(endpoint, 9), 3);
        Check.Equal(9, Poll(ref c, endpoint));
    }

    private static void FaultOf(ref Context c, delegate*<Worker*, void> body, ulong argument0, ulong argument1, ulong expectedAddress)
    {
        var faults = c.Endpoint();
        var worker = c.Worker(body, Priorities.Above, faults);
        worker->Argument0 = argument0;
        worker->Argument1 = argument1;
        c.Start(worker);
        var message = new Exchange(0);
        message.Receive(faults, c.Reply());
        Check.Equal((ulong)FaultType.CapFault, message.Label);
        Check.Equal(expectedAddress, message.Word1);
        Check.Equal(1, message.Word2);
    }

    private static void ReceiveWithoutRight(ref Context c)
    {
        var limited = c.Copy(c.Endpoint(), CapRights.Write);
        FaultOf(ref c, &Talkers.Receive, limited, c.Reply(), limited);
    }

    private static void ReceiveWithoutReply(ref Context c)
    {
        var empty = c.Slot();
        FaultOf(ref c, &Talkers.Receive, c.Endpoint(), empty, empty);
    }

    private static void NonBlockingReceiveOfNothing(ref Context c) => Check.Equal(0, Poll(ref c, c.Endpoint()));

    private static void NonBlockingReceiveTakes(ref Context c)
    {
        var endpoint = c.Endpoint();
        var worker = c.Started(&Talkers.Send, c.Badged(endpoint, 4), 3);
        var message = new Exchange(0);
        message.NonBlockingReceive(endpoint, c.Reply());
        Check.Equal(4, message.Badge);
        Check.Equal(3, message.Label);
        Check.Equal(1, worker->Progress);
    }

    private static void WaitTakesASend(ref Context c)
    {
        var endpoint = c.Endpoint();
        c.Started(&Talkers.Send, c.Badged(endpoint, 4), 3);
        var message = new Exchange(0);
        message.Wait(endpoint);
        Check.Equal(4, message.Badge);
        Check.Equal(3, message.Label);
    }

    private static void NonBlockingWaitOfNothing(ref Context c)
    {
        var message = new Exchange(0);
        message.NonBlockingWait(c.Endpoint());
        Check.Equal(0, message.Badge);
    }

    private static void NonBlockingWaitTakes(ref Context c)
    {
        var endpoint = c.Endpoint();
        c.Started(&Talkers.Send, c.Badged(endpoint, 4), 3);
        var message = new Exchange(0);
        message.NonBlockingWait(endpoint);
        Check.Equal(4, message.Badge);
    }

    private static void NonBlockingSendOfNoAddress(ref Context c)
    {
        var message = new Exchange(1);
        message.NonBlockingSend(1ul << 62);
        message.NonBlockingSend(c.Slot());
    }

    private static void SendersComeInOrder(ref Context c)
    {
        var endpoint = c.Endpoint();
        for (ulong i = 1; i <= 6; i++)
        {
            c.Started(&Talkers.Send, c.Badged(endpoint, i), i);
        }

        for (ulong i = 1; i <= 6; i++)
        {
            Check.Equal(i, Poll(ref c, endpoint));
        }
    }

    private static void UrgentSendersComeFirst(ref Context c)
    {
        var endpoint = c.Endpoint();
        c.Started(&Talkers.Send, c.Badged(endpoint, 1), 0, Priorities.Above);
        c.Started(&Talkers.Send, c.Badged(endpoint, 2), 0, Priorities.Above + 2);
        c.Started(&Talkers.Send, c.Badged(endpoint, 3), 0, Priorities.Above + 1);
        Check.Equal(2, Poll(ref c, endpoint));
        Check.Equal(3, Poll(ref c, endpoint));
        Check.Equal(1, Poll(ref c, endpoint));
    }

    private static void ReceiversInOrder(ref Context c)
    {
        var endpoint = c.Endpoint();
        var first = c.Started(&Talkers.Receive, endpoint, c.Reply());
        var second = c.Started(&Talkers.Receive, endpoint, c.Reply());
        var message = new Exchange(1);
        message.Send(endpoint);
        Check.Equal(1, first->Result0);
        Check.Equal(0, second->Progress);
        message.Set(2);
        message.Send(endpoint);
        Check.Equal(2, second->Result0);
    }

    private static void SuspendedSender(ref Context c)
    {
        var endpoint = c.Endpoint();
        var worker = c.Started(&Talkers.Send, c.Badged(endpoint, 1));
        Check.Success(worker->Thread.Suspend());
        Check.Equal(0, Poll(ref c, endpoint));
    }

    private static void ResumedSender(ref Context c)
    {
        var endpoint = c.Endpoint();
        var worker = c.Started(&Talkers.Send, c.Badged(endpoint, 1), 8);
        Check.Success(worker->Thread.Suspend());
        Check.Success(worker->Thread.Resume());
        var message = new Exchange(0);
        message.Receive(endpoint, c.Reply());
        Check.Equal(8, message.Label);
    }

    private static void SuspendedReceiver(ref Context c)
    {
        var endpoint = c.Endpoint();
        var worker = c.Started(&Talkers.Receive, endpoint, c.Reply());
        Check.Success(worker->Thread.Suspend());
        var message = new Exchange(1);
        message.NonBlockingSend(endpoint);
        Check.Equal(0, worker->Progress);
    }

    private static void DeletingReleasesReceivers(ref Context c)
    {
        var faults = c.Endpoint();
        var endpoint = c.Endpoint();
        for (ulong i = 1; i <= 3; i++)
        {
            var worker = c.Worker(&Talkers.Receive, Priorities.Above, c.Badged(faults, i));
            worker->Argument0 = endpoint;
            worker->Argument1 = c.Reply();
            c.Start(worker);
        }

        c.Delete(endpoint);
        ulong seen = 0;
        for (var i = 0; i < 3; i++)
        {
            seen += Poll(ref c, faults);
        }

        Check.Equal(6, seen);
    }
}
