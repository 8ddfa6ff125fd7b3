// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Bounds;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Scheduling;

/// <summary>Decides which thread runs: the decision itself, once for each kernel entry.</summary>
public static unsafe partial class Scheduler
{
    /// <summary>Decides who goes on, and returns that thread; the last thing at every kernel entry.</summary>
    public static Tcb* Finish()
    {
        KernelState* kernel = Machine.State;
        if (kernel->Scheduler.Action == SchedulerAction.Switch)
        {
            return FinishSwitch();
        }

        return IsSettled(kernel, kernel->CurrentThread) ? kernel->CurrentThread : FinishAny();
    }

    /// <summary>Decides in every case.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Tcb* FinishAny()
    {
        Schedule();
        Tcb* thread = Machine.State->CurrentThread;
        if (thread->State == ThreadState.Restart || thread->YieldTo != null)
        {
            Activate(thread);
        }

        return thread;
    }

    /// <summary>Switches to the candidate, in the usual case that it is the most urgent thread and no time is up.</summary>
    /// <remarks>What it does is what Schedule comes to then; see Select for what it relies on. A stale deadline that is earlier than
    /// it was belongs to a refill that is not due yet.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Tcb* FinishSwitch()
    {
        KernelState* kernel = Machine.State;
        Tcb* current = kernel->CurrentThread;
        Tcb* next = kernel->Scheduler.Candidate;
        if (kernel->Scheduler.NowTicks >= kernel->Scheduler.CheckTicks
            || !IsBefore(next, current)
            || next->State != ThreadState.Running
            || next->YieldTo != null)
        {
            return FinishAny();
        }

        kernel->Scheduler.Candidate = null;
        kernel->Scheduler.Action = SchedulerAction.Resume;
        if (current->Queues == QueueFlags.None && IsSchedulable(current))
        {
            ReadyQueues.InsertFirst(current);
        }

        kernel->CurrentThread = next;
        AddressSpaces.SwitchTo(next);
        ThreadContext.SwitchTo(next);
        if (next->SchedContext != kernel->CurrentSchedContext)
        {
            TakeContextOf(next);
        }
        else if (kernel->Scheduler.IsDeadlineStale)
        {
            Clock.SetDeadline();
        }

        return next;
    }

    /// <summary>Changes from the current scheduling context to that of a thread, with the timer set for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TakeContextOf(Tcb* thread)
    {
        UseContextOf(thread);
        Clock.SetDeadline();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ChangeContext(Tcb* thread) => UseContextOf(thread);

    /// <summary>Charges the time so far to the current scheduling context, and makes that of a thread the current one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void UseContextOf(Tcb* thread)
    {
        SchedContext* context = thread->SchedContext;
        Clock.CommitInline();
        Machine.State->CurrentSchedContext = context;
        if (context->IsSporadic == 0 && !Refills.IsRoundRobin(context))
        {
            Refills.Unblock(context);
        }
    }

    /// <summary>Makes the thread that shall run the current one, on its scheduling context, with the timer set.</summary>
    private static void Schedule()
    {
        KernelState* kernel = Machine.State;
        if (kernel->Scheduler.ReleaseRoot != null)
        {
            ReleaseDue();
        }

        if (kernel->Scheduler.Action != SchedulerAction.Resume || !IsSchedulable(kernel->CurrentThread))
        {
            SwitchTo(Select(kernel->CurrentThread));
        }

        if (kernel->CurrentThread->SchedContext != kernel->CurrentSchedContext)
        {
            ChangeContext(kernel->CurrentThread);
            kernel->Scheduler.IsDeadlineStale = true;
        }

        if (kernel->Scheduler.IsDeadlineStale)
        {
            Clock.SetDeadline();
        }
    }

    /// <summary>Makes the registers of the thread that goes on ready: a restarted one executes its instruction again.</summary>
    private static void Activate(Tcb* thread)
    {
        if (thread->State == ThreadState.Restart)
        {
            ThreadContext.SetNextIp(thread, ThreadContext.GetFaultIp(thread));
            thread->State = ThreadState.Running;
        }

        if (thread->YieldTo != null)
        {
            SchedContexts.CompleteYieldTo(thread);
        }
    }

    /// <summary>Whether there is nothing to decide: the current thread goes on with its scheduling context and timer as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsSettled(KernelState* kernel, Tcb* thread) =>
        kernel->Scheduler.Action == SchedulerAction.Resume
        && !kernel->Scheduler.IsDeadlineStale
        && kernel->Scheduler.NowTicks < kernel->Scheduler.CheckTicks
        && thread->State == ThreadState.Running
        && thread->SchedContext == kernel->CurrentSchedContext
        && thread->Queues == QueueFlags.None
        && thread->YieldTo == null;

    /// <summary>Lets threads run whose refill has come.</summary>
    /// <remarks>Bounded: what is left when the count runs out keeps the timer's deadline in the past, so that the next interrupt
    /// goes on.</remarks>
    [LoopBound(ProfileParameters.PreemptionWorkUnits)]
    private static void ReleaseDue()
    {
        SchedulerState* scheduler = &Machine.State->Scheduler;
        ulong due = scheduler->NowTicks + scheduler->MarginTicks;
        for (int i = 0; i < ProfileParameters.PreemptionWorkUnits; i++)
        {
            Tcb* thread = scheduler->ReleaseRoot;
            if (thread == null || thread->SchedContext->ReleaseTimeTicks > due)
            {
                return;
            }

            ReleaseQueue.Remove(thread);
            scheduler->IsDeadlineStale = true;
            PossibleSwitchTo(thread);
        }
    }

    /// <summary>Whether a thread belongs to the domain that has the processor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsInCurrentDomain(Tcb* thread) =>
        ProfileParameters.DomainCount == 1 || thread->Domain == Machine.State->Scheduler.CurrentDomain;

    /// <summary>Chooses the next thread: the candidate if nobody more urgent is ready, who was running before others of equal
    /// priority.</summary>
    /// <remarks>A candidate is schedulable: whatever stops a thread takes it out (Remove). It is the only thread that became ready:
    /// the ready ones are no more urgent than the current one was. A current thread that is in a queue has gone behind its equals.</remarks>
    private static Tcb* Select(Tcb* current)
    {
        SchedulerState* scheduler = &Machine.State->Scheduler;
        Tcb* candidate = scheduler->Candidate;
        scheduler->Candidate = null;
        scheduler->Action = SchedulerAction.Resume;
        bool isBefore = candidate != null && IsBefore(candidate, current);
        bool isReady = Requeue(current);
        if (candidate == null)
        {
            return Choose();
        }

        bool isBehind = isReady && IsInCurrentDomain(current) && !isBefore;
        if (!isBehind
            && scheduler->NowTicks < scheduler->DomainEndTicks
            && candidate->Priority >= ReadyQueues.Highest(scheduler->CurrentDomain))
        {
            return candidate;
        }

        if (isBehind && candidate->Priority == current->Priority)
        {
            ReadyQueues.Append(candidate);
        }
        else
        {
            ReadyQueues.Prepend(candidate);
        }

        return Choose();
    }

    /// <summary>Whether a candidate goes before the current thread, ready or not: it is more urgent, or as urgent and that thread has
    /// gone behind its equals. Then nobody else is more urgent either.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsBefore(Tcb* candidate, Tcb* current) =>
        IsInCurrentDomain(current)
        && (candidate->Priority > current->Priority
            || (candidate->Priority == current->Priority && current->Queues != QueueFlags.None));

    /// <summary>Puts a thread that stops running but can go on before the others of its priority; true when it can.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Requeue(Tcb* current)
    {
        bool isReady = IsSchedulable(current);
        if (isReady && current->Queues == QueueFlags.None)
        {
            ReadyQueues.InsertFirst(current);
        }

        return isReady;
    }

    // Bound: a ready thread had budget when it became ready, and time only adds to it, but for the one that was
    // charged at this entry and the one that was configured at it.
    [LoopBound(3)]
    private static Tcb* Choose()
    {
        SchedulerState* scheduler = &Machine.State->Scheduler;
        if (scheduler->NowTicks >= scheduler->DomainEndTicks)
        {
            DomainSchedule.Advance();
        }

        while (true)
        {
            Tcb* thread = ReadyQueues.TakeFirst(scheduler->CurrentDomain);
            if (thread == null)
            {
                return Machine.State->IdleThread;
            }

            if (Refills.IsReleased(thread->SchedContext))
            {
                return thread;
            }

            ReleaseQueue.Insert(thread);
        }
    }

    private static void SwitchTo(Tcb* thread)
    {
        Machine.State->CurrentThread = thread;
        AddressSpaces.SwitchTo(thread);
        if (thread->State != ThreadState.Idle)
        {
            ThreadContext.SwitchTo(thread);
        }
    }
}
