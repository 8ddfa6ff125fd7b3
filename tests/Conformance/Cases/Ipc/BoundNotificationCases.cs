// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Ipc;

/// <summary>Notifications bound to threads.</summary>
internal static unsafe class BoundNotificationCases
{
    private const InvocationLabel Bind = InvocationLabel.TcbBindNotification;
    private const InvocationLabel Unbind = InvocationLabel.TcbUnbindNotification;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("notification/bound"u8);
        CaseList.Add("wakes-a-receiver-at-an-endpoint"u8, Bind, &BoundWakes);
        CaseList.Add("pending-signal-comes-before-a-message"u8, Bind, &BoundPending);
        CaseList.Add("does-not-wake-a-caller"u8, Bind, &BoundLeavesACaller);
        CaseList.Add("does-not-wake-a-sender"u8, Bind, &BoundLeavesASender);
        CaseList.Add("is-taken-by-a-non-blocking-receive"u8, Bind, &BoundNonBlocking);
        CaseList.Add("can-be-waited-on-by-its-thread"u8, Bind, &BoundWaitedOn);
        CaseList.Add("cannot-be-waited-on-by-another-thread"u8, Bind, &BoundWaitedOnByAnother);
        CaseList.Add("twice-to-one-thread"u8, Bind, &TwiceToOneThread);
        CaseList.Add("to-two-threads"u8, Bind, &ToTwoThreads);
        CaseList.Add("while-a-thread-waits-on-it"u8, Bind, &WhileWaitedOn);
        CaseList.Add("needs-the-right-to-read"u8, Bind, &NeedsRead);
        CaseList.Add("something-that-is-none"u8, Bind, &SomethingElse);
        CaseList.Add("no-capability"u8, Bind, &NoCapability);
        CaseList.Add("unbound-wakes-no-more"u8, Unbind, &UnboundWakesNoMore);
        CaseList.Add("unbind-of-nothing"u8, Unbind, &UnbindOfNothing);
        CaseList.Add("can-be-bound-again"u8, Unbind, &BoundAgain);
        CaseList.Add("deleting-the-notification-unbinds"u8, Unbind, &DeletingUnbinds);
        CaseList.Add("deleting-the-thread-unbinds"u8, Unbind, &DeletingTheThreadUnbinds);
        CaseList.Add("a-receiver-goes-on-receiving-after-unbind"u8, Unbind, &GoesOnReceiving);
    }

    private static Worker* BoundReceiver(ref Context c, ulong endpoint, ulong notification)
    {
        var worker = c.Worker(&Talkers.Receive);
        worker->Argument0 = endpoint;
        worker->Argument1 = c.Reply();
        Check.Success(worker->Thread.BindNotification(new Notification(notification)));
        c.Start(worker);
        return worker;
    }

    private static void BoundWakes(ref Context c)
    {
        var endpoint = c.Endpoint();
        var notification = c.Notification();
        var worker = BoundReceiver(ref c, endpoint, notification);
        Check.Equal(0, worker->Progress);
        Kernel.Signal(c.Badged(notification, 0x80));
        Check.Equal(0x80, worker->Result2);
        var message = new Exchange(0);
        message.NonBlockingSend(endpoint);
    }

    private static void BoundPending(ref Context c)
    {
        var endpoint = c.Endpoint();
        var notification = c.Notification();
        c.Started(&Talkers.Send, c.Badged(endpoint, 1));
        Kernel.Signal(c.Badged(notification, 0x80));
        Check.Equal(0x80, BoundReceiver(ref c, endpoint, notification)->Result2);
    }

    private static void BoundLeavesACaller(ref Context c)
    {
        var endpoint = c.Endpoint();
        var notification = c.Notification();
        var worker = c.Worker(&Talkers.Call);
        worker->Argument0 = endpoint;
        Check.Success(worker->Thread.BindNotification(new Notification(notification)));
        c.Start(worker);
        var reply = c.Reply();
        var message = new Exchange(0);
        message.Receive(endpoint, reply);
        Kernel.Signal(notification);
        Check.Equal(0, worker->Progress);
        message.Send(reply);
        Check.Equal(1, worker->Progress);
    }

    private static void BoundLeavesASender(ref Context c)
    {
        var endpoint = c.Endpoint();
        var notification = c.Badged(c.Notification(), 4);
        var worker = c.Worker(&Talkers.Send);
        worker->Argument0 = endpoint;
        Check.Success(worker->Thread.BindNotification(new Notification(notification)));
        c.Start(worker);
        Kernel.Signal(notification);
        Check.Equal(0, worker->Progress);
    }

    private static void NonBlockingReceive(Worker* self)
    {
        var message = new Exchange(0);
        message.NonBlockingReceive(self->Argument0, self->Argument1);
        self->Result2 = message.Badge;
    }

    private static void BoundNonBlocking(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 4);
        var worker = c.Worker(&NonBlockingReceive);
        worker->Argument0 = c.Endpoint();
        worker->Argument1 = c.Reply();
        Check.Success(worker->Thread.BindNotification(new Notification(notification)));
        Kernel.Signal(notification);
        c.Start(worker);
        Check.Equal(4, worker->Result2);
    }

    private static void BoundWaitedOn(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 4);
        var worker = c.Worker(&Talkers.Wait);
        worker->Argument0 = notification;
        Check.Success(worker->Thread.BindNotification(new Notification(notification)));
        c.Start(worker);
        Kernel.Signal(notification);
        Check.Equal(4, worker->Result2);
    }

    private static void BoundWaitedOnByAnother(ref Context c)
    {
        var faults = c.Endpoint();
        var notification = c.Notification();
        Check.Success(c.NewThread().BindNotification(new Notification(notification)));
        var worker = c.Worker(&Talkers.Wait, Priorities.Above, faults);
        worker->Argument0 = notification;
        c.Start(worker);
        var message = new Exchange(0);
        message.Receive(faults, c.Reply());
        Check.Equal((ulong)FaultType.CapFault, message.Label);
        Check.Equal(notification, message.Word1);
        Check.Equal(1, message.Word2);
        Check.Equal((ulong)LookupFailureType.MissingCapability, message.Word3);
    }

    private static void TwiceToOneThread(ref Context c)
    {
        var thread = c.NewThread();
        Check.Success(thread.BindNotification(new Notification(c.Notification())));
        Check.Equal(Error.IllegalOperation, thread.BindNotification(new Notification(c.Notification())));
    }

    private static void ToTwoThreads(ref Context c)
    {
        var notification = new Notification(c.Notification());
        Check.Success(c.NewThread().BindNotification(notification));
        Check.Equal(Error.IllegalOperation, c.NewThread().BindNotification(notification));
    }

    private static void WhileWaitedOn(ref Context c)
    {
        var notification = c.Notification();
        c.Started(&Talkers.Wait, notification);
        Check.Equal(Error.IllegalOperation, c.NewThread().BindNotification(new Notification(notification)));
    }

    private static void NeedsRead(ref Context c)
    {
        var limited = c.Copy(c.Notification(), CapRights.Write);
        Check.Equal(Error.IllegalOperation, c.NewThread().BindNotification(new Notification(limited)));
    }

    private static void SomethingElse(ref Context c)
    {
        Check.Equal(Error.IllegalOperation, c.NewThread().BindNotification(new Notification(c.Endpoint())));
        Check.Equal(Error.IllegalOperation, c.NewThread().BindNotification(new Notification(c.Slot())));
    }

    private static void NoCapability(ref Context c) =>
        Check.Equal(Error.TruncatedMessage, c.Invoke(c.NewThread().Slot, Bind));

    private static void UnboundWakesNoMore(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 4);
        var worker = BoundReceiver(ref c, c.Endpoint(), notification);
        Check.Success(worker->Thread.UnbindNotification());
        Kernel.Signal(notification);
        Check.Equal(0, worker->Progress);
        Check.Equal(4, Kernel.Poll(notification));
    }

    private static void UnbindOfNothing(ref Context c) =>
        Check.Equal(Error.IllegalOperation, c.NewThread().UnbindNotification());

    private static void BoundAgain(ref Context c)
    {
        var first = c.NewThread();
        var notification = new Notification(c.Notification());
        Check.Success(first.BindNotification(notification));
        Check.Success(first.UnbindNotification());
        Check.Success(c.NewThread().BindNotification(notification));
        Check.Success(first.BindNotification(new Notification(c.Notification())));
    }

    private static void DeletingUnbinds(ref Context c)
    {
        var thread = c.NewThread();
        var notification = c.Notification();
        Check.Success(thread.BindNotification(new Notification(notification)));
        c.Delete(notification);
        Check.Success(thread.BindNotification(new Notification(c.Notification())));
    }

    private static void DeletingTheThreadUnbinds(ref Context c)
    {
        var thread = c.NewThread();
        var notification = c.Notification();
        Check.Success(thread.BindNotification(new Notification(notification)));
        c.Delete(thread.Slot);
        Check.Success(c.NewThread().BindNotification(new Notification(notification)));
    }

    private static void GoesOnReceiving(ref Context c)
    {
        var endpoint = c.Endpoint();
        var notification = c.Notification();
        var worker = BoundReceiver(ref c, endpoint, notification);
        Check.Success(worker->Thread.UnbindNotification());
        c.Delete(notification);
        var message = new Exchange(3);
        message.Send(endpoint);
        Check.Equal(3, worker->Result0);
    }
}
