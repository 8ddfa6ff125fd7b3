// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Scheduling;

/// <summary>Decides which thread runs: the highest-priority one of the current domain that is runnable and has budget.</summary>
/// <remarks>Operations only note what became possible; the decision falls once, in Finish, when the kernel is left.</remarks>
public static unsafe class Scheduler
{
    /// <summary>Bytes of zeroed storage that Initialise needs.</summary>
    public const int StorageBytes = (ProfileParameters.DomainCount * ((ProfileParameters.PriorityCount * 16) + (ReadyQueues.BitmapWords * 8)))
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

    /// <summary>Takes up a thread that has just become runnable: lets it run, or wait for its refill.</summary>
    public static void Wake(Tcb* thread)
    {
        SchedContext* context = thread->SchedContext;
        if (context == null || context->RefillMaximum == 0)
        {
            return;
        }

        if (context != Machine.State->CurrentSchedContext && context->IsSporadic != 0)
        {
            Refills.Unblock(context);
        }

        if (Refills.IsReleased(context))
        {
            PossibleSwitchTo(thread);
        }
        else
        {
            Postpone(thread);
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

    /// <summary>Decides who runs and makes the registers ready; the last thing before the kernel is left.</summary>
    public static void Finish()
    {
        Schedule();
        Activate();
    }

    /// <summary>Makes the thread that shall run the current one, on its scheduling context, with the timer set.</summary>
    public static void Schedule()
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

        SchedContext* context = kernel->CurrentThread->SchedContext;
        if (context != kernel->CurrentSchedContext)
        {
            Clock.Commit();
            kernel->CurrentSchedContext = context;
            kernel->Scheduler.IsDeadlineStale = true;
            if (context->IsSporadic == 0)
            {
                Refills.Unblock(context);
            }
        }

        if (kernel->Scheduler.IsDeadlineStale)
        {
            Clock.SetDeadline();
        }
    }

    /// <summary>Makes the current thread go on where its state says.</summary>
    public static void Activate()
    {
        Tcb* thread = Machine.State->CurrentThread;
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

    /// <summary>Lets threads run whose refill has come.</summary>
    /// <remarks>Bounded: what is left when the count runs out keeps the timer's deadline in the past, so the next interrupt goes on.</remarks>
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

    /// <summary>The thread to run: the candidate if nobody more urgent is ready, who was running before others of equal priority.</summary>
    private static Tcb* Select(Tcb* current)
    {
        SchedulerState* scheduler = &Machine.State->Scheduler;
        Tcb* candidate = scheduler->Candidate;
        scheduler->Candidate = null;
        scheduler->Action = SchedulerAction.Resume;
        int required = -1;
        if (IsSchedulable(current))
        {
            required = current->Domain == scheduler->CurrentDomain ? current->Priority + 1 : -1;
            ReadyQueues.Prepend(current);
        }

        if (candidate != null && IsSchedulable(candidate))
        {
            bool isDomainOver = scheduler->NowTicks >= scheduler->DomainEndTicks;
            if (!isDomainOver && candidate->Priority >= required && candidate->Priority >= ReadyQueues.HighestPriority(scheduler->CurrentDomain))
            {
                return candidate;
            }

            if (candidate->Priority == required - 1)
            {
                ReadyQueues.Append(candidate);
            }
            else
            {
                ReadyQueues.Prepend(candidate);
            }
        }

        return Choose();
    }

    /// <summary>The first thread of the highest priority; one that was left without usable budget by a charge goes to wait for it.</summary>
    private static Tcb* Choose()
    {
        SchedulerState* scheduler = &Machine.State->Scheduler;
        if (scheduler->NowTicks >= scheduler->DomainEndTicks)
        {
            DomainSchedule.Advance();
        }

        while (true)
        {
            Tcb* thread = ReadyQueues.First(scheduler->CurrentDomain);
            if (thread == null)
            {
                return Machine.State->IdleThread;
            }

            ReadyQueues.Remove(thread);
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
        ThreadContext.SwitchTo(thread);
    }
}
