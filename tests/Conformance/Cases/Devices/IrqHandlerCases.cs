// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Cases.Devices;

/// <summary>Interrupts that really arrive: handlers, masks, storms.</summary>
internal static unsafe class IrqHandlerCases
{
    private const byte Full = RootCNode.FullDepth;
    private const InvocationLabel Ack = InvocationLabel.IrqHandlerAck;
    private const InvocationLabel SetNotification = InvocationLabel.IrqHandlerSetNotification;
    private const InvocationLabel Clear = InvocationLabel.IrqHandlerClear;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("irq-handler"u8);
        CaseList.Add("an-interrupt-is-a-signal"u8, SetNotification, &IsASignal);
        CaseList.Add("comes-with-the-badge-of-the-capability"u8, SetNotification, &HasTheBadge);
        CaseList.Add("stays-masked-until-acknowledged"u8, Ack, &StaysMasked);
        CaseList.Add("comes-again-after-each-acknowledgement"u8, Ack, &ComesAgain);
        CaseList.Add("wakes-a-waiting-thread-above-the-running-one"u8, SetNotification, &WakesAWaiter);
        CaseList.Add("wakes-a-receiver-through-a-bound-notification"u8, SetNotification, &WakesABound);
        CaseList.Add("goes-to-the-notification-set-last"u8, SetNotification, &GoesToTheLast);
        CaseList.Add("does-not-arrive-after-clear"u8, Clear, &NotAfterClear);
        CaseList.Add("does-not-arrive-when-the-notification-is-deleted"u8, InvocationLabel.CNodeDelete, &NotAfterNotificationDeleted);
        CaseList.Add("does-not-arrive-when-the-handler-is-deleted"u8, InvocationLabel.CNodeDelete, &NotAfterHandlerDeleted);
        CaseList.Add("through-a-copy-of-the-handler"u8, Ack, &ThroughACopy);
        CaseList.Add("a-later-handler-takes-over-the-pin"u8, InvocationLabel.IrqControlGetIoApic, &TakesOver);
        CaseList.Add("notification-without-the-right-to-write"u8, SetNotification, &WithoutWrite);
        CaseList.Add("notification-of-another-type"u8, SetNotification, &OfAnotherType);
        CaseList.Add("no-notification"u8, SetNotification, &NoNotification);
        CaseList.Add("clear-without-a-notification"u8, Clear, &ClearOfNothing);
        CaseList.Add("acknowledge-without-an-interrupt"u8, Ack, &AckOfNothing);
        CaseList.Add("unknown-label"u8, Ack, &UnknownLabel);
        CaseList.Add("a-storm-does-not-stop-others"u8, Ack, &Storm);
        CaseList.Add("a-storm-while-system-calls-are-made"u8, Ack, &StormDuringCalls);
        CaseList.Add("a-storm-while-a-thread-counts-in-registers"u8, Ack, &StormWhileCounting);
        CaseList.Add("runs-a-passive-handler-on-the-notifications-time"u8, SetNotification, &PassiveHandler);
    }

    private static IrqHandler TakePin(ref Context c, out IntervalTimer timer, ulong notification)
    {
        timer = IntervalTimer.Take(ref c);
        timer.Stop();
        var slot = c.Slot();
        Check.Success(new IrqControl((ulong)RootSlot.IrqControl).GetIoApic(
            c.Node, slot, Full, 0, IntervalTimer.Pin, 0, 0, 50));
        var handler = new IrqHandler(slot);
        Check.Success(handler.SetNotification(new Notification(notification)));
        Check.Success(handler.Ack());
        return handler;
    }

    private static void IsASignal(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 1);
        TakePin(ref c, out var timer, notification);
        timer.StartOnce(IntervalTimer.TicksPerMillisecond);
        Check.Equal(1, Kernel.Wait(notification));
        timer.Stop();
    }

    private static void HasTheBadge(ref Context c)
    {
        var notification = c.Notification();
        TakePin(ref c, out var timer, c.Badged(notification, 0x5a5a, CapRights.Write));
        timer.StartOnce(IntervalTimer.TicksPerMillisecond);
        Check.Equal(0x5a5a, Kernel.Wait(notification));
        timer.Stop();
    }

    private static void StaysMasked(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 1);
        var handler = TakePin(ref c, out var timer, notification);
        timer.StartPeriodic(IntervalTimer.TicksPerMillisecond);
        Check.Equal(1, Kernel.Wait(notification));
        c.Sleep(10_000);
        Check.Equal(0, Kernel.Poll(notification));
        Check.Success(handler.Ack());
        Check.Equal(1, Kernel.Wait(notification));
        timer.Stop();
    }

    private static void ComesAgain(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 1);
        var handler = TakePin(ref c, out var timer, notification);
        timer.StartPeriodic(IntervalTimer.TicksPerMillisecond);
        Check.Equal(1, Kernel.Wait(notification));
        var start = Kernel.ReadTicks();
        for (var i = 0; i < 20; i++)
        {
            Check.Success(handler.Ack());
            Check.Equal(1, Kernel.Wait(notification));
        }

        timer.Stop();
        Check.Between(18_000, 24_000, (Kernel.ReadTicks() - start) / Root.TicksPerMicrosecond);
    }

    private static void WaitAndNote(Worker* self)
    {
        var message = new Exchange(0);
        message.Wait(self->Argument0);
        self->Result0 = message.Badge;
        self->Progress = 1;
    }

    private static void WakesAWaiter(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 4);
        var worker = c.Started(&WaitAndNote, notification);
        TakePin(ref c, out var timer, notification);
        timer.StartOnce(IntervalTimer.TicksPerMillisecond);
        var end = Kernel.ReadTicks() + (50_000 * Root.TicksPerMicrosecond);
        while (Volatile.Read(ref worker->Progress) == 0 && Kernel.ReadTicks() < end)
        {
        }

        timer.Stop();
        Check.Equal(4, worker->Result0);
    }

    private static void ReceiveAndNote(Worker* self)
    {
        var message = new Exchange(0);
        message.Receive(self->Argument0, self->Argument1);
        self->Result0 = message.Badge;
    }

    private static void WakesABound(ref Context c)
    {
        var notification = c.Notification();
        var worker = c.Worker(&ReceiveAndNote);
        worker->Argument0 = c.Endpoint();
        worker->Argument1 = c.Reply();
        Check.Success(worker->Thread.BindNotification(new Notification(notification)));
        c.Start(worker);
        TakePin(ref c, out var timer, c.Badged(notification, 4));
        timer.StartOnce(IntervalTimer.TicksPerMillisecond);
        c.Join(worker);
        timer.Stop();
        Check.Equal(4, worker->Result0);
    }

    private static void GoesToTheLast(ref Context c)
    {
        var first = c.Badged(c.Notification(), 1);
        var second = c.Badged(c.Notification(), 2);
        var handler = TakePin(ref c, out var timer, first);
        Check.Success(handler.SetNotification(new Notification(second)));
        timer.StartOnce(IntervalTimer.TicksPerMillisecond);
        Check.Equal(2, Kernel.Wait(second));
        timer.Stop();
        Check.Equal(0, Kernel.Poll(first));
    }

    private static void NothingArrives(ref Context c, IntervalTimer timer, ulong notification)
    {
        timer.StartPeriodic(IntervalTimer.TicksPerMillisecond);
        c.Sleep(10_000);
        timer.Stop();
        Check.Equal(0, Kernel.Poll(notification));
    }

    private static void NotAfterClear(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 1);
        var handler = TakePin(ref c, out var timer, notification);
        Check.Success(handler.Clear());
        NothingArrives(ref c, timer, notification);
        Check.Success(handler.SetNotification(new Notification(notification)));
        Check.Success(handler.Ack());
        timer.StartOnce(IntervalTimer.TicksPerMillisecond);
        Check.Equal(1, Kernel.Wait(notification));
        timer.Stop();
    }

    private static void NotAfterNotificationDeleted(ref Context c)
    {
        var notification = c.Notification();
        var other = c.Badged(c.Notification(), 1);
        TakePin(ref c, out var timer, notification);
        c.Revoke(notification);
        c.Delete(notification);
        NothingArrives(ref c, timer, other);
    }

    private static void NotAfterHandlerDeleted(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 1);
        var handler = TakePin(ref c, out var timer, notification);
        c.Delete(handler.Slot);
        NothingArrives(ref c, timer, notification);
    }

    private static void ThroughACopy(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 1);
        var handler = TakePin(ref c, out var timer, notification);
        var copy = new IrqHandler(c.Copy(handler.Slot));
        c.Delete(handler.Slot);
        timer.StartPeriodic(IntervalTimer.TicksPerMillisecond);
        Check.Equal(1, Kernel.Wait(notification));
        Check.Success(copy.Ack());
        Check.Equal(1, Kernel.Wait(notification));
        timer.Stop();
    }

    private static void TakesOver(ref Context c)
    {
        var first = c.Badged(c.Notification(), 1);
        var old = TakePin(ref c, out var timer, first);
        var second = c.Badged(c.Notification(), 2);
        var slot = c.Slot();
        Check.Success(new IrqControl((ulong)RootSlot.IrqControl).GetIoApic(c.Node, slot, Full, 0, IntervalTimer.Pin, 0, 0, 51));
        var handler = new IrqHandler(slot);
        Check.Success(handler.SetNotification(new Notification(second)));
        Check.Success(handler.Ack());
        Check.Success(old.Ack());
        timer.StartPeriodic(IntervalTimer.TicksPerMillisecond);
        Check.Equal(2, Kernel.Wait(second));
        c.Delete(old.Slot);
        Check.Success(handler.Ack());
        Check.Equal(2, Kernel.Wait(second));
        timer.Stop();
        Check.Equal(0, Kernel.Poll(first));
    }

    private static void WithoutWrite(ref Context c)
    {
        var notification = c.Notification();
        var handler = TakePin(ref c, out _, notification);
        Check.Equal(
            Error.InvalidCapability, handler.SetNotification(new Notification(c.Copy(notification, CapRights.Read))));
        Check.Detail(0, 0);
    }

    private static void OfAnotherType(ref Context c)
    {
        var handler = TakePin(ref c, out _, c.Notification());
        Check.Equal(Error.InvalidCapability, handler.SetNotification(new Notification(c.Endpoint())));
        Check.Equal(Error.InvalidCapability, handler.SetNotification(new Notification(c.Slot())));
    }

    private static void NoNotification(ref Context c)
    {
        var handler = TakePin(ref c, out _, c.Notification());
        Check.Equal(Error.TruncatedMessage, c.Invoke(handler.Slot, SetNotification));
    }

    private static void ClearOfNothing(ref Context c)
    {
        var handler = TakePin(ref c, out _, c.Notification());
        Check.Success(handler.Clear());
        Check.Success(handler.Clear());
    }

    private static void AckOfNothing(ref Context c)
    {
        var handler = TakePin(ref c, out _, c.Notification());
        Check.Success(handler.Ack());
        Check.Success(handler.Ack());
    }

    private static void UnknownLabel(ref Context c)
    {
        var handler = TakePin(ref c, out _, c.Notification());
        Check.Equal(Error.IllegalOperation, c.Invoke(handler.Slot, InvocationLabel.IrqControlGet, 3));
        Check.Equal(Error.IllegalOperation, c.Invoke(handler.Slot, InvocationLabel.DomainSetSet, 3));
    }

    private static void HandleForEver(Worker* self)
    {
        var message = new Exchange(0);
        while (true)
        {
            message.Wait(self->Argument0);
            self->Progress++;
            message.Set((ulong)InvocationLabel.IrqHandlerAck);
            message.Call(self->Argument1);
        }
    }

    private static Worker* StartStorm(ref Context c, out IntervalTimer timer)
    {
        var notification = c.Notification();
        var worker = c.Worker(&HandleForEver);
        var handler = TakePin(ref c, out timer, notification);
        worker->Argument0 = notification;
        worker->Argument1 = handler.Slot;
        c.Start(worker);
        timer.StartPeriodic(60);
        return worker;
    }

    /// <summary>An interrupt every 50 us, for a fifth of a second.</summary>
    private static void Storm(ref Context c)
    {
        var worker = StartStorm(ref c, out var timer);
        var count = 0ul;
        var end = Kernel.ReadTicks() + (200_000 * Root.TicksPerMicrosecond);
        while (Kernel.ReadTicks() < end)
        {
            count++;
        }

        timer.Stop();
        Check.That(worker->Progress > 500);
        Check.That(count > 1000);
    }

    private static void StormDuringCalls(ref Context c)
    {
        var worker = StartStorm(ref c, out var timer);
        var notification = c.Badged(c.Notification(), 1);
        var slot = c.Slot();
        var end = Kernel.ReadTicks() + (100_000 * Root.TicksPerMicrosecond);
        while (Kernel.ReadTicks() < end)
        {
            Kernel.Signal(notification);
            Check.Equal(1, Kernel.Poll(notification));
            Check.Equal(Error.IllegalOperation, RootCNode.Mint(notification, slot, CapRights.All, 0));
            Check.Success(c.Node.Copy(slot, Full, c.Node, notification, Full, CapRights.All));
            c.Delete(slot);
        }

        timer.Stop();
        Check.That(worker->Progress > 200);
    }

    /// <summary>A sum that every lost or doubled instruction would spoil.</summary>
    private static void StormWhileCounting(ref Context c)
    {
        StartStorm(ref c, out var timer);
        ulong sum = 0;
        for (ulong i = 0; i < 20_000_000; i++)
        {
            sum += i ^ (sum >> 3);
        }

        timer.Stop();
        ulong again = 0;
        for (ulong i = 0; i < 20_000_000; i++)
        {
            again += i ^ (again >> 3);
        }

        Check.Equal(again, sum);
    }

    private static void PassiveHandler(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 4);
        var worker = c.Started(&WaitAndNote, notification);
        c.MakePassive(worker);
        Check.Success(worker->SchedContext.Bind(notification));
        TakePin(ref c, out var timer, notification);
        timer.StartOnce(IntervalTimer.TicksPerMillisecond);
        c.Join(worker);
        timer.Stop();
        Check.Equal(4, worker->Result0);
    }
}
