// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Cases.Ipc;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Threads;

/// <summary>TCB_SetPriority, SetMCPriority, SetSchedParams, Suspend, Resume, SetTLSBase, SetFlags.</summary>
internal static unsafe class PriorityCases
{
    private const InvocationLabel Priority = InvocationLabel.TcbSetPriority;
    private const InvocationLabel Maximum = InvocationLabel.TcbSetMaximumControlledPriority;
    private const InvocationLabel Params = InvocationLabel.TcbSetSchedParams;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("thread/priority"u8);
        CaseList.Add("raising-preempts"u8, Priority, &RaisingPreempts);
        CaseList.Add("lowering-oneself-gives-way"u8, Priority, &LoweringOneself);
        CaseList.Add("the-more-urgent-runs"u8, Priority, &MoreUrgentRuns);
        CaseList.Add("changes-the-place-in-an-endpoints-queue"u8, Priority, &ChangesThePlaceInAQueue);
        CaseList.Add("changes-the-place-in-a-notifications-queue"u8, Priority, &ChangesThePlaceAtANotification);
        CaseList.Add("above-the-authority"u8, Priority, &AboveTheAuthority);
        CaseList.Add("up-to-the-authority"u8, Priority, &UpToTheAuthority);
        CaseList.Add("beyond-all-priorities"u8, Priority, &BeyondAll);
        CaseList.Add("authority-of-another-type"u8, Priority, &AuthorityOfAnotherType);
        CaseList.Add("message-too-short"u8, Priority, &PriorityTooShort);
        CaseList.Add("no-authority"u8, Priority, &NoAuthority);
        CaseList.Add("maximum-above-the-authority"u8, Maximum, &MaximumAboveTheAuthority);
        CaseList.Add("maximum-limits-what-is-given"u8, Maximum, &MaximumLimits);
        CaseList.Add("maximum-below-the-own-priority"u8, Maximum, &MaximumBelowThePriority);
        CaseList.Add("maximum-authority-of-another-type"u8, Maximum, &MaximumAuthorityOfAnotherType);
        CaseList.Add("maximum-message-too-short"u8, Maximum, &MaximumTooShort);

        CaseList.Group("thread/sched-params"u8);
        CaseList.Add("sets-all"u8, Params, &SetsAll);
        CaseList.Add("takes-the-time-away"u8, Params, &TakesTheTimeAway);
        CaseList.Add("keeps-the-same-time"u8, Params, &KeepsTheSameTime);
        CaseList.Add("priority-above-the-authority"u8, Params, &ParamsPriorityAbove);
        CaseList.Add("maximum-above-the-authority"u8, Params, &ParamsMaximumAbove);
        CaseList.Add("authority-of-another-type"u8, Params, &ParamsAuthority);
        CaseList.Add("time-of-another-type"u8, Params, &ParamsTime);
        CaseList.Add("fault-handler-of-another-type"u8, Params, &ParamsHandler);
        CaseList.Add("fault-handler-without-rights"u8, Params, &ParamsHandlerWithoutRights);
        CaseList.Add("thread-has-other-time"u8, Params, &ThreadHasOtherTime);
        CaseList.Add("time-has-another-thread"u8, Params, &TimeHasAnotherThread);
        CaseList.Add("the-caller-cannot-lose-its-time"u8, Params, &CallerCannotLoseItsTime);
        CaseList.Add("message-too-short"u8, Params, &ParamsTooShort);
        CaseList.Add("a-capability-missing"u8, Params, &ParamsCapMissing);
    }

    private static void Count(Worker* self)
    {
        while (true)
        {
            self->Progress++;
        }
    }

    private static void Once(Worker* self) => self->Progress = 1;

    private static void RaisingPreempts(ref Context c)
    {
        var worker = c.Started(&Once, priority: Priorities.Below);
        Check.Equal(0, worker->Progress);
        Check.Success(worker->Thread.SetPriority(Root.Thread, Priorities.Above));
        Check.Equal(1, worker->Progress);
    }

    private static void LoweringOneself(ref Context c)
    {
        var worker = c.Started(&Once, priority: Priorities.Below);
        Check.Success(c.Thread.SetPriority(Root.Thread, Priorities.Below - 1));
        Check.Equal(1, worker->Progress);
        Check.Success(c.Thread.SetPriority(Root.Thread, Priorities.Case));
    }

    private static void MoreUrgentRuns(ref Context c)
    {
        var low = c.Started(&Count, priority: Priorities.Below);
        var high = c.Started(&Count, priority: Priorities.Below + 1);
        var timer = c.Started(&Nap, 50_000);
        c.Join(timer);
        Check.Equal(0, low->Progress);
        Check.That(high->Progress != 0);
    }

    /// <summary>Ends after a while in which it leaves the processor to others: its time comes once in that while.</summary>
    private static void Nap(Worker* self)
    {
        var end = Kernel.ReadTicks() + (self->Argument0 * Root.TicksPerMicrosecond);
        var message = new Exchange((ulong)InvocationLabel.SchedControlConfigureFlags, 5, 1) { Word0 = 100, Word1 = self->Argument0 };
        self->Buffer.SetCap(0, self->SchedContext.Slot);
        self->Buffer.SetWord(4, 0);
        message.Call(Root.SchedControl.Slot);
        while (Kernel.ReadTicks() < end)
        {
            Kernel.Yield();
        }
    }

    private static void ChangesThePlaceInAQueue(ref Context c)
    {
        var endpoint = c.Endpoint();
        c.Started(&Talkers.Send, c.Badged(endpoint, 1));
        var second = c.Started(&Talkers.Send, c.Badged(endpoint, 2));
        Check.Success(second->Thread.SetPriority(Root.Thread, Priorities.Above + 1));
        var message = new Exchange(0);
        message.Receive(endpoint, c.Reply());
        Check.Equal(2, message.Badge);
    }

    private static void ChangesThePlaceAtANotification(ref Context c)
    {
        var notification = c.Notification();
        var first = c.Started(&Talkers.Wait, notification);
        var second = c.Started(&Talkers.Wait, notification);
        Check.Success(second->Thread.SetPriority(Root.Thread, Priorities.Above + 1));
        Kernel.Signal(notification);
        Check.Equal(1, second->Progress);
        Check.Equal(0, first->Progress);
    }

    private static Tcb Authority(ref Context c, ulong maximum)
    {
        var thread = c.NewThread();
        Check.Success(thread.SetMaximumControlledPriority(Root.Thread, maximum));
        return thread;
    }

    private static void AboveTheAuthority(ref Context c)
    {
        Check.Equal(Error.RangeError, c.NewThread().SetPriority(Authority(ref c, 20), 21));
        Check.Detail(0, 0);
        Check.Detail(1, 20);
    }

    private static void UpToTheAuthority(ref Context c)
    {
        Check.Success(c.NewThread().SetPriority(Authority(ref c, 20), 20));
        Check.Success(c.NewThread().SetPriority(Authority(ref c, 0), 0));
        Check.Success(c.NewThread().SetPriority(Root.Thread, Limits.MaximumPriority));
    }

    private static void BeyondAll(ref Context c)
    {
        Check.Equal(Error.RangeError, c.NewThread().SetPriority(Root.Thread, Limits.MaximumPriority + 1));
        Check.Equal(Error.RangeError, c.NewThread().SetPriority(Root.Thread, ulong.MaxValue));
        Check.Equal(Error.RangeError, c.NewThread().SetPriority(Root.Thread, 1ul << 32));
    }

    private static void AuthorityOfAnotherType(ref Context c)
    {
        Check.Equal(Error.InvalidCapability, c.NewThread().SetPriority(new Tcb(c.Endpoint()), 1));
        Check.Detail(0, 1);
        Check.Equal(Error.InvalidCapability, c.NewThread().SetPriority(new Tcb(c.Slot()), 1));
    }

    private static void PriorityTooShort(ref Context c)
    {
        var thread = c.NewThread().Slot;
        c.Buffer.SetCap(0, Root.Thread.Slot);
        Check.Equal(Error.TruncatedMessage, c.Invoke(thread, Priority, 0, 1));
    }

    private static void NoAuthority(ref Context c) =>
        Check.Equal(Error.TruncatedMessage, c.Invoke(c.NewThread().Slot, Priority, 1));

    private static void MaximumAboveTheAuthority(ref Context c)
    {
        Check.Equal(Error.RangeError, c.NewThread().SetMaximumControlledPriority(Authority(ref c, 20), 21));
        Check.Detail(1, 20);
    }

    private static void MaximumLimits(ref Context c)
    {
        var authority = Authority(ref c, 50);
        Check.Success(c.NewThread().SetPriority(authority, 50));
        Check.Success(authority.SetMaximumControlledPriority(authority, 40));
        Check.Equal(Error.RangeError, c.NewThread().SetPriority(authority, 41));
        Check.Equal(Error.RangeError, authority.SetMaximumControlledPriority(authority, 41));
    }

    private static void MaximumBelowThePriority(ref Context c)
    {
        var thread = c.NewThread();
        Check.Success(thread.SetPriority(Root.Thread, 100));
        Check.Success(thread.SetMaximumControlledPriority(Root.Thread, 10));
        Check.Success(thread.SetPriority(thread, 10));
        Check.Equal(Error.RangeError, thread.SetPriority(thread, 11));
    }

    private static void MaximumAuthorityOfAnotherType(ref Context c) =>
        Check.Equal(Error.InvalidCapability, c.NewThread().SetMaximumControlledPriority(new Tcb(c.Endpoint()), 1));

    private static void MaximumTooShort(ref Context c)
    {
        var thread = c.NewThread().Slot;
        c.Buffer.SetCap(0, Root.Thread.Slot);
        Check.Equal(Error.TruncatedMessage, c.Invoke(thread, Maximum, 0, 1));
    }

    private static Error Set(Tcb thread, Tcb authority, ulong maximum, ulong priority, ulong time, ulong handler) =>
        thread.SetSchedParams(authority, maximum, priority, new SchedContext(time), new Endpoint(handler));

    private static void SetsAll(ref Context c)
    {
        var worker = c.Worker(&Once, Priorities.Below);
        Check.Success(worker->SchedContext.Unbind());
        c.Start(worker);
        Check.Success(Set(worker->Thread, Root.Thread, 5, Priorities.Above, worker->SchedContext.Slot, c.Endpoint()));
        Check.Equal(1, worker->Progress);
        Check.Equal(Error.RangeError, c.NewThread().SetPriority(worker->Thread, 6));
    }

    private static void TakesTheTimeAway(ref Context c)
    {
        var worker = c.Started(&Count, priority: Priorities.Case);
        Kernel.Yield();
        Check.Success(Set(worker->Thread, Root.Thread, 5, Priorities.Case, 0, 0));
        var before = worker->Progress;
        Kernel.Yield();
        Check.Equal(before, worker->Progress);
        Check.Success(c.NewSchedContext(1000, 1000).Bind(worker->Thread.Slot));
    }

    private static void KeepsTheSameTime(ref Context c)
    {
        var worker = c.Started(&Count, priority: Priorities.Case);
        Check.Success(Set(worker->Thread, Root.Thread, 5, Priorities.Case, worker->SchedContext.Slot, 0));
        Kernel.Yield();
        Check.That(worker->Progress != 0);
    }

    private static void ParamsPriorityAbove(ref Context c)
    {
        Check.Equal(Error.RangeError, Set(c.NewThread(), Authority(ref c, 20), 20, 21, 0, 0));
        Check.Detail(0, 0);
        Check.Detail(1, 20);
    }

    private static void ParamsMaximumAbove(ref Context c) =>
        Check.Equal(Error.RangeError, Set(c.NewThread(), Authority(ref c, 20), 21, 20, 0, 0));

    private static void ParamsAuthority(ref Context c)
    {
        Check.Equal(Error.InvalidCapability, Set(c.NewThread(), new Tcb(c.Endpoint()), 1, 1, 0, 0));
        Check.Detail(0, 1);
    }

    private static void ParamsTime(ref Context c)
    {
        Check.Equal(Error.InvalidCapability, Set(c.NewThread(), Root.Thread, 1, 1, c.Endpoint(), 0));
        Check.Detail(0, 2);
    }

    private static void ParamsHandler(ref Context c)
    {
        Check.Equal(Error.InvalidCapability, Set(c.NewThread(), Root.Thread, 1, 1, 0, c.Notification()));
        Check.Detail(0, 3);
    }

    private static void ParamsHandlerWithoutRights(ref Context c) =>
        Check.Equal(
            Error.InvalidCapability, Set(c.NewThread(), Root.Thread, 1, 1, 0, c.Copy(c.Endpoint(), CapRights.ReadWrite)));

    private static void ThreadHasOtherTime(ref Context c)
    {
        var worker = c.Worker(&Once);
        Check.Equal(
            Error.IllegalOperation, Set(worker->Thread, Root.Thread, 1, 1, c.NewSchedContext(1000, 1000).Slot, 0));
    }

    private static void TimeHasAnotherThread(ref Context c)
    {
        var worker = c.Worker(&Once);
        Check.Equal(Error.IllegalOperation, Set(c.NewThread(), Root.Thread, 1, 1, worker->SchedContext.Slot, 0));
    }

    private static void CallerCannotLoseItsTime(ref Context c) =>
        Check.Equal(
            Error.IllegalOperation,
            Set(c.Thread, Root.Thread, Limits.MaximumPriority, Priorities.Case, 0, Supervisor.CaseEndpoint));

    private static void Arrange(ref Context c)
    {
        c.Buffer.SetCap(0, Root.Thread.Slot);
        c.Buffer.SetCap(1, 0);
        c.Buffer.SetCap(2, 0);
        c.Buffer.SetWord(0, 1);
        c.Buffer.SetWord(1, 1);
    }

    private static void ParamsTooShort(ref Context c)
    {
        var thread = c.NewThread().Slot;
        Arrange(ref c);
        Check.Equal(Error.TruncatedMessage, c.Invoke(thread, Params, 1, 3));
    }

    private static void ParamsCapMissing(ref Context c)
    {
        var thread = c.NewThread().Slot;
        Arrange(ref c);
        Check.Equal(Error.TruncatedMessage, c.Invoke(thread, Params, 2, 2));
    }
}
