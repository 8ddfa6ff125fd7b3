// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Ipc;

/// <summary>Signals.</summary>
internal static unsafe class NotificationCases
{
    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("notification"u8);
        CaseList.Add("wait-takes-what-was-signalled"u8, SystemCall.Wait, &WaitTakes);
        CaseList.Add("wait-blocks-until-a-signal"u8, SystemCall.Wait, &WaitBlocks);
        CaseList.Add("receive-takes-a-signal"u8, SystemCall.Recv, &ReceiveTakes);
        CaseList.Add("non-blocking-receive-takes-a-signal"u8, SystemCall.NBRecv, &NonBlockingReceiveTakes);
        CaseList.Add("signals-add-up"u8, SystemCall.Send, &SignalsAddUp);
        CaseList.Add("waiting-clears"u8, SystemCall.NBWait, &WaitingClears);
        CaseList.Add("a-call-signals-and-returns"u8, SystemCall.Call, &ACallSignals);
        CaseList.Add("non-blocking-send-signals"u8, SystemCall.NBSend, &NonBlockingSendSignals);
        CaseList.Add("one-signal-wakes-one-waiter"u8, SystemCall.Wait, &WakesOne);
        CaseList.Add("urgent-waiters-are-woken-first"u8, SystemCall.Wait, &UrgentFirst);
        CaseList.Add("a-suspended-waiter-is-not-woken"u8, SystemCall.Wait, &SuspendedWaiter);
        CaseList.Add("a-signal-that-nobody-waited-for-is-kept"u8, SystemCall.Send, &SignalIsKept);
        CaseList.Add("reply-receive-waits-on-a-notification"u8, SystemCall.ReplyRecv, &ReplyReceiveWaits);
    }

    private static void WaitTakes(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 5);
        Kernel.Signal(notification);
        Check.Equal(5, Kernel.Wait(notification));
    }

    private static void WaitBlocks(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 5);
        var worker = c.Started(&Talkers.Wait, notification);
        Check.Equal(0, worker->Progress);
        Kernel.Signal(notification);
        Check.Equal(1, worker->Progress);
        Check.Equal(5, worker->Result2);
    }

    private static void ReceiveTakes(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 5);
        Kernel.Signal(notification);
        var message = new Exchange(0);
        message.Receive(notification, c.Slot());
        Check.Equal(5, message.Badge);
    }

    private static void NonBlockingReceiveTakes(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 5);
        Kernel.Signal(notification);
        var message = new Exchange(0);
        message.NonBlockingReceive(notification, c.Slot());
        Check.Equal(5, message.Badge);
        message.NonBlockingReceive(notification, c.Slot());
        Check.Equal(0, message.Badge);
    }

    private static void SignalsAddUp(ref Context c)
    {
        var notification = c.Notification();
        ulong all = 0;
        for (var bit = 0; bit < 64; bit += 9)
        {
            Kernel.Signal(c.Badged(notification, 1ul << bit));
            all |= 1ul << bit;
        }

        Check.Equal(all, Kernel.Poll(notification));
    }

    private static void WaitingClears(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 5);
        Kernel.Signal(notification);
        Kernel.Signal(notification);
        Check.Equal(5, Kernel.Poll(notification));
        Check.Equal(0, Kernel.Poll(notification));
    }

    private static void ACallSignals(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 5);
        var message = new Exchange(99, 2);
        message.Call(notification);
        Check.Equal(0, message.Label);
        Check.Equal(5, Kernel.Poll(notification));
    }

    private static void NonBlockingSendSignals(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 5);
        var message = new Exchange(0);
        message.NonBlockingSend(notification);
        Check.Equal(5, Kernel.Poll(notification));
    }

    private static void WakesOne(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 5);
        var first = c.Started(&Talkers.Wait, notification);
        var second = c.Started(&Talkers.Wait, notification);
        Kernel.Signal(notification);
        Check.Equal(1, first->Progress);
        Check.Equal(0, second->Progress);
        Kernel.Signal(notification);
        Check.Equal(1, second->Progress);
    }

    private static void UrgentFirst(ref Context c)
    {
        var notification = c.Notification();
        var low = c.Started(&Talkers.Wait, notification, 0, Priorities.Above);
        var high = c.Started(&Talkers.Wait, notification, 0, Priorities.Above + 1);
        Kernel.Signal(notification);
        Check.Equal(1, high->Progress);
        Check.Equal(0, low->Progress);
    }

    private static void SuspendedWaiter(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 5);
        var worker = c.Started(&Talkers.Wait, notification);
        Check.Success(worker->Thread.Suspend());
        Kernel.Signal(notification);
        Check.Equal(0, worker->Progress);
        Check.Equal(5, Kernel.Poll(notification));
    }

    private static void SignalIsKept(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 5);
        Kernel.Signal(notification);
        var worker = c.Started(&Talkers.Wait, notification);
        Check.Equal(5, worker->Result2);
    }

    private static void ReplyReceiveWaits(ref Context c)
    {
        var endpoint = c.Endpoint();
        var notification = c.Badged(c.Notification(), 5);
        var reply = c.Reply();
        var worker = c.Started(&Talkers.Call, endpoint, 1);
        var message = new Exchange(0);
        message.Receive(endpoint, reply);
        Kernel.Signal(notification);
        message.Set(77);
        message.ReplyReceive(notification, reply);
        Check.Equal(5, message.Badge);
        Check.Equal(77, worker->Result0);
    }
}
