// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Cases.Ipc;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Time;

/// <summary>Invocations of scheduling contexts.</summary>
internal static unsafe class SchedContextCases
{
    private const InvocationLabel Bind = InvocationLabel.SchedContextBind;
    private const InvocationLabel Unbind = InvocationLabel.SchedContextUnbind;
    private const InvocationLabel UnbindObject = InvocationLabel.SchedContextUnbindObject;
    private const InvocationLabel Consumed = InvocationLabel.SchedContextConsumed;
    private const InvocationLabel YieldTo = InvocationLabel.SchedContextYieldTo;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("sched-context"u8);
        CaseList.Add("bind-lets-a-thread-run"u8, Bind, &BindLetsRun);
        CaseList.Add("bind-to-a-thread-that-has-one"u8, Bind, &BindToAThreadThatHasOne);
        CaseList.Add("bind-of-one-that-is-bound"u8, Bind, &BindOfBound);
        CaseList.Add("bind-to-a-notification"u8, Bind, &BindToANotification);
        CaseList.Add("bind-to-two-notifications"u8, Bind, &BindToTwoNotifications);
        CaseList.Add("bind-to-a-notification-that-has-one"u8, Bind, &BindToANotificationThatHasOne);
        CaseList.Add("bind-to-thread-and-notification"u8, Bind, &BindToBoth);
        CaseList.Add("bind-to-something-else"u8, Bind, &BindToSomethingElse);
        CaseList.Add("bind-of-one-without-budget-to-a-blocked-thread"u8, Bind, &BindUnconfiguredToBlocked);
        CaseList.Add("bind-without-a-target"u8, Bind, &BindWithoutATarget);
        CaseList.Add("unbind-stops-a-thread"u8, Unbind, &UnbindStops);
        CaseList.Add("unbind-of-one-that-is-not-bound"u8, Unbind, &UnbindOfUnbound);
        CaseList.Add("unbind-of-the-callers"u8, Unbind, &UnbindOfTheCallers);
        CaseList.Add("unbind-ends-the-loan-of-a-call"u8, Unbind, &UnbindEndsALoan);
        CaseList.Add("unbind-object-thread"u8, UnbindObject, &UnbindObjectThread);
        CaseList.Add("unbind-object-notification"u8, UnbindObject, &UnbindObjectNotification);
        CaseList.Add("unbind-object-of-another"u8, UnbindObject, &UnbindObjectOfAnother);
        CaseList.Add("unbind-object-of-the-caller"u8, UnbindObject, &UnbindObjectOfTheCaller);
        CaseList.Add("unbind-object-of-something-else"u8, UnbindObject, &UnbindObjectOfSomethingElse);
        CaseList.Add("unbind-object-without-a-target"u8, UnbindObject, &UnbindObjectWithoutATarget);
        CaseList.Add("consumed-grows-and-starts-anew"u8, Consumed, &ConsumedGrows);
        CaseList.Add("consumed-of-the-caller"u8, Consumed, &ConsumedOfTheCaller);
        CaseList.Add("yield-to-lets-it-run"u8, YieldTo, &YieldToLetsRun);
        CaseList.Add("yield-to-of-a-less-urgent-thread"u8, YieldTo, &YieldToLessUrgent);
        CaseList.Add("yield-to-tells-what-was-consumed"u8, YieldTo, &YieldToTellsConsumed);
        CaseList.Add("yield-to-one-that-yields"u8, YieldTo, &YieldToOneThatYields);
        CaseList.Add("yield-to-of-no-thread"u8, YieldTo, &YieldToOfNoThread);
        CaseList.Add("yield-to-of-the-callers"u8, YieldTo, &YieldToOfTheCallers);
        CaseList.Add("yield-to-above-the-own-maximum"u8, YieldTo, &YieldToAboveTheMaximum);
        CaseList.Add("yield-to-one-that-is-then-deleted"u8, YieldTo, &YieldToDeleted);
        CaseList.Add("unknown-label"u8, Bind, &UnknownLabel);
    }

    private static void Count(Worker* self)
    {
        while (true)
        {
            self->Progress++;
        }
    }

    private static void Once(Worker* self) => self->Progress = 1;

    private static void BindLetsRun(ref Context c)
    {
        var worker = c.Worker(&Once);
        Check.Success(worker->SchedContext.Unbind());
        c.Start(worker);
        Check.Equal(0, worker->Progress);
        Check.Success(worker->SchedContext.Bind(worker->Thread.Slot));
        Check.Equal(1, worker->Progress);
    }

    private static void BindToAThreadThatHasOne(ref Context c)
    {
        var worker = c.Worker(&Once);
        Check.Equal(Error.IllegalOperation, c.NewSchedContext(1000, 1000).Bind(worker->Thread.Slot));
    }

    private static void BindOfBound(ref Context c)
    {
        var worker = c.Worker(&Once);
        Check.Equal(Error.IllegalOperation, worker->SchedContext.Bind(c.NewThread().Slot));
        Check.Equal(Error.IllegalOperation, worker->SchedContext.Bind(worker->Thread.Slot));
    }

    /// <summary>A passive thread runs on the time of the notification that wakes it.</summary>
    private static void BindToANotification(ref Context c)
    {
        var notification = c.Notification();
        var worker = c.Started(&Talkers.Wait, notification);
        c.MakePassive(worker);
        Check.Success(worker->SchedContext.Bind(notification));
        Kernel.Signal(notification);
        Check.Equal(1, worker->Progress);
    }

    private static void BindToTwoNotifications(ref Context c)
    {
        var time = c.NewSchedContext(1000, 1000);
        Check.Success(time.Bind(c.Notification()));
        Check.Equal(Error.IllegalOperation, time.Bind(c.Notification()));
    }

    private static void BindToANotificationThatHasOne(ref Context c)
    {
        var notification = c.Notification();
        Check.Success(c.NewSchedContext(1000, 1000).Bind(notification));
        Check.Equal(Error.IllegalOperation, c.NewSchedContext(1000, 1000).Bind(notification));
    }

    private static void BindToBoth(ref Context c)
    {
        var time = c.NewSchedContext(1000, 1000);
        Check.Success(time.Bind(c.NewThread().Slot));
        Check.Success(time.Bind(c.Notification()));
    }

    private static void BindToSomethingElse(ref Context c)
    {
        Check.Equal(Error.InvalidCapability, c.NewSchedContext().Bind(c.Endpoint()));
        Check.Detail(0, 1);
        Check.Equal(Error.InvalidCapability, c.NewSchedContext().Bind(c.Slot()));
    }

    private static void BindUnconfiguredToBlocked(ref Context c)
    {
        var worker = c.Started(&Talkers.Wait, c.Notification());
        c.MakePassive(worker);
        Check.Equal(Error.IllegalOperation, c.NewSchedContext().Bind(worker->Thread.Slot));
        Check.Success(c.NewSchedContext(1000, 1000).Bind(worker->Thread.Slot));
    }

    private static void BindWithoutATarget(ref Context c) =>
        Check.Equal(Error.TruncatedMessage, c.Invoke(c.NewSchedContext().Slot, Bind));

    private static void UnbindStops(ref Context c)
    {
        var worker = c.Started(&Count, priority: Priorities.Case);
        Kernel.Yield();
        Check.Success(worker->SchedContext.Unbind());
        var before = worker->Progress;
        Kernel.Yield();
        Check.Equal(before, worker->Progress);
    }

    private static void UnbindOfUnbound(ref Context c) => Check.Success(c.NewSchedContext().Unbind());

    private static void UnbindOfTheCallers(ref Context c) => Check.Equal(Error.IllegalOperation, c.SchedContext.Unbind());

    private static void CountForCaller(Worker* self)
    {
        var message = new Exchange(0);
        message.Receive(self->Argument0, self->Argument1);
        Count(self);
    }

    private static void UnbindEndsALoan(ref Context c)
    {
        var endpoint = c.Endpoint();
        var server = c.Started(&CountForCaller, endpoint, c.Reply(), Priorities.Case);
        Kernel.Yield();
        c.MakePassive(server);
        var client = c.Started(&Talkers.Call, endpoint, 0, Priorities.Case);
        Kernel.Yield();
        Check.That(server->Progress != 0);
        Check.Success(client->SchedContext.Unbind());
        var before = server->Progress;
        Kernel.Yield();
        Check.Equal(before, server->Progress);
        Check.Success(client->SchedContext.Bind(client->Thread.Slot));
    }

    private static void UnbindObjectThread(ref Context c)
    {
        var worker = c.Started(&Count, priority: Priorities.Case);
        Check.Success(worker->SchedContext.UnbindObject(worker->Thread.Slot));
        Kernel.Yield();
        Check.Equal(0, worker->Progress);
        Check.Equal(Error.IllegalOperation, worker->SchedContext.UnbindObject(worker->Thread.Slot));
    }

    private static void UnbindObjectNotification(ref Context c)
    {
        var notification = c.Notification();
        var time = c.NewSchedContext(1000, 1000);
        Check.Success(time.Bind(notification));
        Check.Success(time.UnbindObject(notification));
        Check.Equal(Error.IllegalOperation, time.UnbindObject(notification));
        Check.Success(time.Bind(c.Notification()));
    }

    private static void UnbindObjectOfAnother(ref Context c)
    {
        var first = c.Worker(&Once);
        var second = c.Worker(&Once);
        Check.Equal(Error.IllegalOperation, first->SchedContext.UnbindObject(second->Thread.Slot));
        Check.Equal(Error.IllegalOperation, first->SchedContext.UnbindObject(c.Notification()));
    }

    private static void UnbindObjectOfTheCaller(ref Context c) =>
        Check.Equal(Error.IllegalOperation, c.SchedContext.UnbindObject(c.Thread.Slot));

    private static void UnbindObjectOfSomethingElse(ref Context c)
    {
        Check.Equal(Error.InvalidCapability, c.NewSchedContext().UnbindObject(c.Endpoint()));
        Check.Detail(0, 1);
    }

    private static void UnbindObjectWithoutATarget(ref Context c) =>
        Check.Equal(Error.TruncatedMessage, c.Invoke(c.NewSchedContext().Slot, UnbindObject));

    private static void ConsumedGrows(ref Context c)
    {
        var worker = c.Worker(&Count);
        Check.Success(Root.SchedControl.ConfigureFlags(worker->SchedContext, 3_000, 1_000_000, 0, 0, SchedContextFlags.None));
        c.Start(worker);
        Check.Success(worker->SchedContext.Consumed(out var first));
        Check.Between(2_000, 3_500, first);
        Check.Success(worker->SchedContext.Consumed(out var second));
        Check.Equal(0, second);
    }

    private static void ConsumedOfTheCaller(ref Context c)
    {
        Check.Success(c.SchedContext.Consumed(out _));
        c.Sleep(5_000);
        Check.Success(c.SchedContext.Consumed(out var consumed));
        Check.Between(4_900, 6_000, consumed);
    }

    private static void YieldToLetsRun(ref Context c)
    {
        var first = c.Started(&Count, priority: Priorities.Case);
        var second = c.Started(&Count, priority: Priorities.Case);
        Check.Success(second->SchedContext.YieldTo(out _));
        Check.That(second->Progress != 0);
        Check.That(first->Progress == 0 || second->Progress > first->Progress / 2);
    }

    private static void YieldToLessUrgent(ref Context c)
    {
        var worker = c.Started(&Count, priority: Priorities.Below);
        Check.Success(worker->SchedContext.YieldTo(out var consumed));
        Check.Equal(0, consumed);
        Check.Equal(0, worker->Progress);
    }

    private static void YieldToTellsConsumed(ref Context c)
    {
        var worker = c.Started(&Count, priority: Priorities.Case);
        Check.Success(worker->SchedContext.YieldTo(out var consumed));
        Check.Between(8_000, 11_000, consumed);
    }

    private static void SpendAndYield(Worker* self)
    {
        var end = Kernel.ReadTicks() + (2_000 * Root.TicksPerMicrosecond);
        while (Kernel.ReadTicks() < end)
        {
        }

        Kernel.Yield();
        self->Progress = 1;
    }

    /// <summary>The caller hears what was consumed before it runs, whatever makes it run again.</summary>
    private static void YieldToOneThatYields(ref Context c)
    {
        var worker = c.Started(&SpendAndYield, priority: Priorities.Case);
        Check.Success(worker->SchedContext.YieldTo(out var consumed));
        Check.Between(1_900, 3_000, consumed);
        Check.Equal(0, worker->Progress);
    }

    private static void YieldToOfNoThread(ref Context c) =>
        Check.Equal(Error.IllegalOperation, c.NewSchedContext(1000, 1000).YieldTo(out _));

    private static void YieldToOfTheCallers(ref Context c) =>
        Check.Equal(Error.IllegalOperation, c.SchedContext.YieldTo(out _));

    private static void YieldToAboveTheMaximum(ref Context c)
    {
        var worker = c.Worker(&Once);
        Check.Success(c.Thread.SetMaximumControlledPriority(Root.Thread, Priorities.Above - 1));
        Check.Equal(Error.IllegalOperation, worker->SchedContext.YieldTo(out _));
    }

    private static void DeleteTime(Worker* self)
    {
        var message = new Exchange(0);
        message.Wait(self->Argument0);
        message = new Exchange((ulong)InvocationLabel.CNodeDelete, 2) { Word0 = self->Argument1, Word1 = 64 };
        message.Call((ulong)RootSlot.InitThreadCNode);
    }

    private static void SignalFirst(Worker* self)
    {
        Kernel.Signal(self->Argument0);
        Count(self);
    }

    /// <summary>The scheduling context yielded to is deleted while the caller waits: the caller goes on.</summary>
    private static void YieldToDeleted(ref Context c)
    {
        var go = c.Notification();
        var worker = c.Worker(&SignalFirst, Priorities.Case);
        worker->Argument0 = go;
        c.Started(&DeleteTime, go, worker->SchedContext.Slot);
        c.Start(worker);
        Check.Success(worker->SchedContext.YieldTo(out _));
        Check.That(c.IsEmpty(worker->SchedContext.Slot));
    }

    private static void UnknownLabel(ref Context c) =>
        Check.Equal(Error.IllegalOperation, c.Invoke(c.NewSchedContext().Slot, InvocationLabel.SchedControlConfigureFlags, 5, 1));
}
