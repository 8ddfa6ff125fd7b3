// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Scheduling;

/// <summary>Decides which thread runs: the highest-priority one of the current domain that is runnable and has budget.</summary>
/// <remarks>Operations only note what became possible; the decision falls once, in Finish, when the kernel is left.</remarks>
public static unsafe partial class Scheduler
{
    /// <summary>Bytes of zeroed storage that Initialise needs.</summary>
    public const int StorageBytes =
        (ProfileParameters.DomainCount * ((ProfileParameters.PriorityCount * 16) + (ReadyQueues.BitmapWords * 8)))
        + (ProfileParameters.DomainScheduleEntries * 16);

    /// <summary>Sets up empty queues, a domain schedule that lets domain 0 run for ever, and the idle thread.</summary>
    public static void Initialise(byte* zeroedStorage, Tcb* idleThread, SchedContext* idleSchedContext)
    {
        KernelState* kernel = Machine.State;
        SchedulerState* scheduler = &kernel->Scheduler;
        scheduler->Queues = (ReadyQueue*)zeroedStorage;
        scheduler->Bitmaps = (ulong*)(scheduler->Queues + (ProfileParameters.DomainCount * ProfileParameters.PriorityCount));
        scheduler->DomainSchedule = (DomainScheduleEntry*)(scheduler->Bitmaps + (ProfileParameters.DomainCount * ReadyQueues.BitmapWords));
        scheduler->DomainSchedule->DurationTicks = DomainSchedule.MaximumDurationTicks;
        scheduler->MarginTicks = Machine.KernelTimeMarginTicks;
        scheduler->MinimumBudgetTicks = 2 * scheduler->MarginTicks;
        scheduler->NowTicks = Machine.ReadTicks();
        scheduler->TimerTicks = ulong.MaxValue;
        scheduler->Action = SchedulerAction.Choose;
        DomainSchedule.Enter(0);
        idleThread->State = ThreadState.Idle;
        idleThread->SchedContext = idleSchedContext;
        idleSchedContext->Thread = idleThread;
        kernel->IdleThread = idleThread;
        kernel->IdleSchedContext = idleSchedContext;
        kernel->CurrentThread = idleThread;
        kernel->CurrentSchedContext = idleSchedContext;
    }

    /// <summary>Whether a thread is runnable and has a configured scheduling context that does not wait for a refill.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSchedulable(Tcb* thread) =>
        Thread.IsRunnable(thread) && thread->SchedContext != null && thread->SchedContext->RefillMaximum != 0
        && (thread->Queues & QueueFlags.Release) == 0;

    /// <summary>Notes that a thread may run: at once if it proves the most urgent, else from its ready queue.</summary>
    public static void PossibleSwitchTo(Tcb* thread)
    {
        SchedulerState* scheduler = &Machine.State->Scheduler;
        if (!IsSchedulable(thread) || (thread == Machine.State->CurrentThread && scheduler->Action == SchedulerAction.Resume))
        {
            return;
        }

        if (thread->Domain != scheduler->CurrentDomain)
        {
            ReadyQueues.Prepend(thread);
        }
        else if (scheduler->Action != SchedulerAction.Resume)
        {
            RescheduleRequired();
            ReadyQueues.Prepend(thread);
        }
        else if (thread->Queues == QueueFlags.None)
        {
            scheduler->Action = SchedulerAction.Switch;
            scheduler->Candidate = thread;
        }
        else
        {
            scheduler->Action = SchedulerAction.Choose;
        }
    }

    /// <summary>Notes that the current thread need not be the right one any more.</summary>
    public static void RescheduleRequired()
    {
        SchedulerState* scheduler = &Machine.State->Scheduler;
        Tcb* candidate = scheduler->Candidate;
        scheduler->Action = SchedulerAction.Choose;
        scheduler->Candidate = null;
        if (candidate != null && IsSchedulable(candidate))
        {
            ReadyQueues.Prepend(candidate);
        }
    }

    /// <summary>Whether a thread, whose priority or domain may have changed, is the current one and remains it.</summary>
    public static bool IsStillFirst(Tcb* thread)
    {
        KernelState* kernel = Machine.State;
        return thread == kernel->CurrentThread
            && kernel->Scheduler.Action == SchedulerAction.Resume
            && thread->Domain == kernel->Scheduler.CurrentDomain
            && thread->Priority >= ReadyQueues.Highest(thread->Domain);
    }

    /// <summary>Lets the current thread, which has budget and is the most urgent one, go on behind the others of its priority.</summary>
    public static void MoveBehindEquals(Tcb* current)
    {
        Tcb* next = ReadyQueues.Rotate(current);
        if (next == null)
        {
            return;
        }

        SchedulerState* scheduler = &Machine.State->Scheduler;
        if (Refills.IsReleasedInline(next->SchedContext))
        {
            scheduler->Action = SchedulerAction.Switch;
            scheduler->Candidate = next;
        }
        else
        {
            Postpone(next);
            RescheduleRequired();
        }
    }

    /// <summary>Takes up a thread that has just become runnable: lets it run, or wait for its refill.</summary>
    public static void Wake(Tcb* thread)
    {
        SchedContext* context = thread->SchedContext;
        if (context == null || context->RefillMaximum == 0)
        {
            return;
        }

        if (context->IsSporadic != 0 && context != Machine.State->CurrentSchedContext)
        {
            Refills.Unblock(context);
        }

        SchedulerState* scheduler = &Machine.State->Scheduler;
        if (!Refills.IsReleasedInline(context))
        {
            Postpone(thread);
        }
        else if (scheduler->Action == SchedulerAction.Resume
            && thread->Queues == QueueFlags.None
            && thread->State == ThreadState.Running
            && IsInCurrentDomain(thread)
            && thread != Machine.State->CurrentThread)
        {
            scheduler->Action = SchedulerAction.Switch;
            scheduler->Candidate = thread;
        }
        else
        {
            PossibleSwitchTo(thread);
        }
    }

    /// <summary>Makes a runnable thread wait for the next refill of its scheduling context.</summary>
    public static void Postpone(Tcb* thread)
    {
        Remove(thread);
        ReleaseQueue.Insert(thread);
        Machine.State->Scheduler.IsDeadlineStale = true;
    }

    /// <summary>Takes a thread out of every queue of the scheduler.</summary>
    public static void Remove(Tcb* thread)
    {
        ReadyQueues.Remove(thread);
        ReleaseQueue.Remove(thread);
        KernelState* kernel = Machine.State;
        if (thread == kernel->Scheduler.Candidate)
        {
            kernel->Scheduler.Candidate = null;
            kernel->Scheduler.Action = SchedulerAction.Choose;
        }
    }
}
