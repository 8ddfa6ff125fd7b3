// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Time;

/// <summary>Yield, timeout faults, and round robin.</summary>
internal static unsafe class TimeoutCases
{
    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("time"u8);
        CaseList.Add("yield-lets-the-next-of-the-same-priority-run"u8, SystemCall.Yield, &YieldLetsTheNextRun);
        CaseList.Add("yield-does-not-let-a-less-urgent-thread-run"u8, SystemCall.Yield, &YieldKeepsPriority);
        CaseList.Add("yield-gives-up-the-budget-of-the-period"u8, SystemCall.Yield, &YieldGivesUpTheBudget);
        CaseList.Add("round-robin-is-fair"u8, &RoundRobin);
        CaseList.Add("timeout-fault-has-badge-and-consumed-time"u8, &TimeoutFault);
        CaseList.Add("timeout-fault-reply-sets-registers"u8, &TimeoutReplySetsRegisters);
        CaseList.Add("timeout-fault-reply-with-a-label-stops"u8, &TimeoutReplyStops);
        CaseList.Add("no-timeout-fault-in-round-robin"u8, &NoTimeoutInRoundRobin);
        CaseList.Add("without-a-handler-a-thread-waits-for-its-refill"u8, &WaitsForRefill);
        CaseList.Add("a-timeout-handler-without-the-right-to-send"u8, InvocationLabel.TcbSetTimeoutEndpoint, &HandlerDeleted);
        CaseList.Add("twenty-timers"u8, &TwentyTimers);
    }

    private static void Count(Worker* self)
    {
        while (true)
        {
            self->Progress++;
        }
    }

    private static void YieldLetsTheNextRun(ref Context c)
    {
        var worker = c.Started(&Count, priority: Priorities.Case);
        Check.Equal(0, worker->Progress);
        Kernel.Yield();
        Check.That(worker->Progress != 0);
    }

    private static void YieldKeepsPriority(ref Context c)
    {
        var worker = c.Started(&Count, priority: Priorities.Below);
        Kernel.Yield();
        Check.Equal(0, worker->Progress);
    }

    private static void YieldTimes(Worker* self)
    {
        for (var i = 0; i < 5; i++)
        {
            Kernel.Yield();
            self->Progress = Kernel.ReadTicks();
        }
    }

    private static void YieldGivesUpTheBudget(ref Context c)
    {
        var worker = c.Worker(&YieldTimes);
        Check.Success(Root.SchedControl.ConfigureFlags(worker->SchedContext, 5_000, 20_000, 0, 0, SchedContextFlags.None));
        var start = Kernel.ReadTicks();
        c.Start(worker);
        c.Join(worker);
        Check.Between(95_000, 106_000, (worker->Progress - start) / Root.TicksPerMicrosecond);
    }

    private static void RoundRobin(ref Context c)
    {
        var first = c.Started(&Count, priority: Priorities.Case);
        var second = c.Started(&Count, priority: Priorities.Case);
        var third = c.Started(&Count, priority: Priorities.Case);
        for (var i = 0; i < 6; i++)
        {
            Kernel.Yield();
        }

        Check.Between(first->Progress / 10 * 8, first->Progress / 10 * 12, second->Progress);
        Check.Between(first->Progress / 10 * 8, first->Progress / 10 * 12, third->Progress);
    }

    private static Worker* WithHandler(ref Context c, delegate*<Worker*, void> body, ulong handler, ulong period = 1_000_000)
    {
        var worker = c.Worker(body);
        Check.Success(worker->Thread.SetTimeoutEndpoint(new Endpoint(handler)));
        Check.Success(Root.SchedControl.ConfigureFlags(worker->SchedContext, 2_000, period, 0, 0x4711, SchedContextFlags.None));
        c.Start(worker);
        return worker;
    }

    private static void TimeoutFault(ref Context c)
    {
        var timeouts = c.Endpoint();
        WithHandler(ref c, &Count, c.Badged(timeouts, 3));
        var message = new Exchange(0);
        message.NonBlockingReceive(timeouts, c.Reply());
        Check.Equal(3, message.Badge);
        Check.Equal((ulong)FaultType.Timeout, message.Label);
        Check.Equal((ulong)TimeoutMessage.Length, message.Length);
        Check.Equal(0x4711, message.Word0);
        Check.Between(1_500, 2_200, message.Word1);
    }

    private static void Landing(Worker* self)
    {
        self->Result0 = 77;
        var message = new Exchange(0);
        message.Wait(self->ParkSlot);
    }

    private static void TimeoutReplySetsRegisters(ref Context c)
    {
        var timeouts = c.Endpoint();
        var worker = WithHandler(ref c, &Count, timeouts, 20_000);
        var reply = c.Reply();
        var message = new Exchange(0);
        message.Receive(timeouts, reply);
        c.Buffer.Fill(0);
        message.Set(0, (int)TimeoutReplyMessage.Length);
        message.Word0 = (ulong)(delegate*<Worker*, void>)&Landing;
        message.Word1 = worker->StackTop - 8;
        message.Word2 = 0x202;
        c.Buffer.SetWord((int)TimeoutReplyMessage.Rdi, (ulong)worker);
        message.Send(reply);
        c.Sleep(25_000);
        Check.Equal(77, worker->Result0);
    }

    private static void TimeoutReplyStops(ref Context c)
    {
        var timeouts = c.Endpoint();
        var worker = WithHandler(ref c, &Count, timeouts, 10_000);
        var reply = c.Reply();
        var message = new Exchange(0);
        message.Receive(timeouts, reply);
        var before = worker->Progress;
        message.Set(1);
        message.Send(reply);
        c.Sleep(30_000);
        Check.Equal(before, worker->Progress);
    }

    private static void NoTimeoutInRoundRobin(ref Context c)
    {
        var timeouts = c.Endpoint();
        var worker = c.Worker(&Count, Priorities.Case);
        Check.Success(worker->Thread.SetTimeoutEndpoint(new Endpoint(c.Badged(timeouts, 1))));
        c.Start(worker);
        for (var i = 0; i < 3; i++)
        {
            Kernel.Yield();
        }

        var message = new Exchange(0);
        message.NonBlockingReceive(timeouts, c.Reply());
        Check.Equal(0, message.Badge);
    }

    private static void WaitsForRefill(ref Context c)
    {
        var worker = WithHandler(ref c, &Count, 0, 30_000);
        var before = worker->Progress;
        Check.That(before != 0);
        c.Sleep(20_000);
        Check.Equal(before, worker->Progress);
        c.Sleep(20_000);
        Check.That(worker->Progress > before);
    }

    /// <summary>A handler whose endpoint is gone is none: the thread waits for its refill.</summary>
    private static void HandlerDeleted(ref Context c)
    {
        var timeouts = c.Endpoint();
        var worker = c.Worker(&Count);
        Check.Success(worker->Thread.SetTimeoutEndpoint(new Endpoint(timeouts)));
        c.Revoke(timeouts);
        c.Delete(timeouts);
        Check.Success(Root.SchedControl.ConfigureFlags(worker->SchedContext, 2_000, 10_000, 0, 0, SchedContextFlags.None));
        c.Start(worker);
        var before = worker->Progress;
        c.Sleep(25_000);
        Check.That(worker->Progress > before);
    }

    private static void CountPeriods(Worker* self)
    {
        while (true)
        {
            self->Progress++;
            Kernel.Yield();
        }
    }

    /// <summary>Twenty threads with periods of their own, all of which come to their time.</summary>
    private static void TwentyTimers(ref Context c)
    {
        const int Threads = 20;
        var first = c.Worker(&CountPeriods);
        var previous = first;
        for (ulong i = 0; i < Threads; i++)
        {
            var worker = i == 0 ? first : c.Worker(&CountPeriods);
            Check.Success(Root.SchedControl.ConfigureFlags(
                worker->SchedContext, 50, 2_000 + (i * 100), 0, 0, SchedContextFlags.None));
            worker->Argument0 = 2_000 + (i * 100);
            worker->Argument1 = (ulong)previous;
            previous = worker;
        }

        for (var worker = previous; ; worker = (Worker*)worker->Argument1)
        {
            c.Start(worker);
            if (worker == first)
            {
                break;
            }
        }

        c.Sleep(100_000);
        for (var worker = previous; worker != first; worker = (Worker*)worker->Argument1)
        {
            var expected = 100_000 / worker->Argument0;
            Check.Between(expected - 3, expected + 3, worker->Progress);
        }
    }
}
