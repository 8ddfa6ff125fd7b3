// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Cases.Devices;

/// <summary>Message-signalled interrupts that really arrive, from the event timer.</summary>
internal static unsafe class DeviceMessageCases
{
    private const ulong Vector = 51;
    private const InvocationLabel GetMsi = InvocationLabel.IrqControlGetMsi;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("device-message"u8);
        CaseList.Add("is-a-signal"u8, GetMsi, &IsASignal);
        CaseList.Add("comes-again-after-each-acknowledgement"u8, InvocationLabel.IrqHandlerAck, &ComesAgain);
        CaseList.Add("two-vectors-are-told-apart"u8, GetMsi, &TwoVectors);
        CaseList.Add("does-not-arrive-after-clear"u8, InvocationLabel.IrqHandlerClear, &NotAfterClear);
        CaseList.Add("does-not-arrive-when-the-handler-is-deleted"u8, InvocationLabel.CNodeDelete, &NotAfterHandlerDeleted);
        CaseList.Add("without-a-handler-is-dropped"u8, GetMsi, &WithoutAHandler);
        CaseList.Add("wakes-a-waiting-thread-above-the-running-one"u8, GetMsi, &WakesAWaiter);
        CaseList.Add("a-storm-does-not-stop-others"u8, GetMsi, &Storm);
    }

    private static IrqHandler Take(ref Context c, ulong notification, ulong vector = Vector)
    {
        var slot = c.Slot();
        Check.Success(new IrqControl((ulong)RootSlot.IrqControl).GetMsi(c.Node, slot, RootCNode.FullDepth, 0, 0, 0, 0, vector));
        var handler = new IrqHandler(slot);
        Check.Success(handler.SetNotification(new Notification(notification)));
        return handler;
    }

    private static void IsASignal(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 0x77);
        Take(ref c, notification);
        var timer = EventTimer.Take(ref c);
        timer.StartOnce(1_000, Vector);
        Check.Equal(0x77, Kernel.Wait(notification));
        timer.Stop();
    }

    private static void ComesAgain(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 1);
        var handler = Take(ref c, notification);
        var timer = EventTimer.Take(ref c);
        timer.StartPeriodic(1_000, Vector);
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

    private static void TwoVectors(ref Context c)
    {
        var notification = c.Notification();
        Take(ref c, c.Badged(notification, 1));
        Take(ref c, c.Badged(notification, 2), Vector + 1);
        var timer = EventTimer.Take(ref c);
        timer.StartOnce(1_000, Vector + 1);
        Check.Equal(2, Kernel.Wait(notification));
        timer.StartOnce(1_000, Vector);
        Check.Equal(1, Kernel.Wait(notification));
        timer.Stop();
    }

    private static void NothingArrives(ref Context c, ulong notification)
    {
        var timer = EventTimer.Take(ref c);
        timer.StartPeriodic(1_000, Vector);
        c.Sleep(10_000);
        timer.Stop();
        Check.Equal(0, Kernel.Poll(notification));
    }

    private static void NotAfterClear(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 1);
        var handler = Take(ref c, notification);
        Check.Success(handler.Clear());
        NothingArrives(ref c, notification);
    }

    private static void NotAfterHandlerDeleted(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 1);
        var handler = Take(ref c, notification);
        c.Delete(handler.Slot);
        NothingArrives(ref c, notification);
    }

    private static void WithoutAHandler(ref Context c) => NothingArrives(ref c, c.Notification());

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
        Take(ref c, notification);
        var timer = EventTimer.Take(ref c);
        timer.StartOnce(1_000, Vector);
        var end = Kernel.ReadTicks() + (50_000 * Root.TicksPerMicrosecond);
        while (Volatile.Read(ref worker->Progress) == 0 && Kernel.ReadTicks() < end)
        {
        }

        timer.Stop();
        Check.Equal(4, worker->Result0);
    }

    private static void CountForEver(Worker* self)
    {
        var message = new Exchange(0);
        while (true)
        {
            message.Wait(self->Argument0);
            self->Progress++;
        }
    }

    /// <summary>A message every 100 us, for a fifth of a second.</summary>
    private static void Storm(ref Context c)
    {
        var notification = c.Notification();
        Take(ref c, notification);
        var worker = c.Started(&CountForEver, notification);
        var timer = EventTimer.Take(ref c);
        timer.StartPeriodic(100, Vector);
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
}
