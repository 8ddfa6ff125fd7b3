// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Scheduling;

/// <summary>Accounts for time: reads the clock at kernel entry, charges budgets, sets the timer.</summary>
/// <remarks>Time since the last charge belongs to the current scheduling context and is charged when another one takes over or
/// when the budget is used up. The kernel's own time is part of it.</remarks>
public static unsafe class Clock
{
    /// <summary>Reads the clock; the first thing at every kernel entry.</summary>
    public static void Update() => Update(Machine.ReadTicks());

    /// <summary>The first thing at a system call: takes over what the clock says. False when some time may be up
    /// (CheckBudgetOrRestart).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryEnter(ulong nowTicks)
    {
        Update(nowTicks);
        return nowTicks < Machine.State->Scheduler.CheckTicks;
    }

    /// <summary>The first thing at an interrupt: reads the clock, and ends the current time slice if it is used up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void EnterInterrupt()
    {
        ulong now = Machine.ReadTicks();
        Update(now);
        if (now >= Machine.State->Scheduler.CheckTicks)
        {
            CheckBudget();
        }
    }

    /// <summary>Whether the current thread may go on; ends its time slice otherwise.</summary>
    public static bool CheckBudget()
    {
        KernelState* kernel = Machine.State;
        SchedContext* context = kernel->CurrentSchedContext;
        if (context->RefillMaximum != 0
            && Refills.Head(context)->AmountTicks < kernel->Scheduler.ConsumedTicks + kernel->Scheduler.MinimumBudgetTicks)
        {
            Charge(true);
            return false;
        }

        if (kernel->Scheduler.NowTicks >= kernel->Scheduler.DomainEndTicks)
        {
            Scheduler.RescheduleRequired();
            return false;
        }

        return true;
    }

    /// <summary>As CheckBudget; a thread that may not go on executes its system call or instruction again later.</summary>
    public static bool CheckBudgetOrRestart()
    {
        if (CheckBudget())
        {
            return true;
        }

        Tcb* thread = Machine.State->CurrentThread;
        if (thread->State == ThreadState.Running)
        {
            thread->State = ThreadState.Restart;
        }

        return false;
    }

    /// <summary>Charges the time used so far to the current scheduling context.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Commit() => CommitInline();

    /// <summary>As Commit, for where a call costs more than its size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CommitInline()
    {
        KernelState* kernel = Machine.State;
        SchedContext* context = kernel->CurrentSchedContext;
        ulong consumed = kernel->Scheduler.ConsumedTicks;
        kernel->Scheduler.ConsumedTicks = 0;
        if (context->RefillMaximum != 0 && consumed != 0)
        {
            context->ConsumedTicks += consumed;
            Refills.Charge(context, consumed);
        }
    }

    /// <summary>Gives up what is left of the current refill.</summary>
    public static void Yield()
    {
        KernelState* kernel = Machine.State;
        SchedContext* context = kernel->CurrentSchedContext;
        if (!Refills.IsRoundRobin(context))
        {
            YieldSporadic(context);
            return;
        }

        context->ConsumedTicks += kernel->Scheduler.ConsumedTicks;
        kernel->Scheduler.ConsumedTicks = 0;
        kernel->Scheduler.IsDeadlineStale = true;
        Refills.Renew(context);
        Scheduler.MoveBehindEquals(kernel->CurrentThread);
    }

    private static void YieldSporadic(SchedContext* context)
    {
        SchedulerState* scheduler = &Machine.State->Scheduler;
        ulong consumed = context->ConsumedTicks + scheduler->ConsumedTicks;
        ulong amount = Refills.Head(context)->AmountTicks;
        if (scheduler->ConsumedTicks < amount)
        {
            scheduler->ConsumedTicks = amount;
        }

        Charge(false);
        context->ConsumedTicks = consumed;
    }

    /// <summary>Sets the timer for the end of the budget, of the domain, or for the next refill, whichever comes first.</summary>
    /// <remarks>CheckTicks is so much earlier than the deadline that before it no budget is used up and no refill is due. A timer
    /// that comes earlier anyway stays as it is: it is set again then.</remarks>
    public static void SetDeadline()
    {
        KernelState* kernel = Machine.State;
        SchedulerState* scheduler = &kernel->Scheduler;
        ulong deadline = scheduler->DomainEndTicks;
        SchedContext* context = kernel->CurrentSchedContext;
        if (context->RefillMaximum != 0)
        {
            ulong end = scheduler->NowTicks + Refills.Head(context)->AmountTicks - scheduler->ConsumedTicks;
            deadline = end < deadline ? end : deadline;
        }

        if (scheduler->ReleaseRoot != null)
        {
            ulong release = scheduler->ReleaseRoot->SchedContext->ReleaseTimeTicks;
            deadline = release < deadline ? release : deadline;
        }

        scheduler->CheckTicks = deadline > scheduler->MinimumBudgetTicks ? deadline - scheduler->MinimumBudgetTicks : 0;
        scheduler->IsDeadlineStale = false;
        if (deadline < scheduler->TimerTicks)
        {
            scheduler->TimerTicks = deadline;
            Machine.SetDeadline(deadline, scheduler->NowTicks);
        }
    }

    /// <summary>Microseconds used on a scheduling context since this was last asked.</summary>
    /// <remarks>Time that is not charged yet is told, but not charged: who goes on runs on a refill that may be used, and after a
    /// charge the first one need not be that.</remarks>
    public static ulong TakeConsumedMicroseconds(SchedContext* context)
    {
        KernelState* kernel = Machine.State;
        ulong uncharged = context == kernel->CurrentSchedContext ? kernel->Scheduler.ConsumedTicks : 0;
        ulong consumed = context->ConsumedTicks + uncharged;
        context->ConsumedTicks = 0 - uncharged;
        return consumed / Machine.TicksPerMicrosecond;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Update(ulong now)
    {
        SchedulerState* scheduler = &Machine.State->Scheduler;
        scheduler->ConsumedTicks += now - scheduler->NowTicks;
        scheduler->NowTicks = now;
    }

    /// <summary>Ends the current time slice: a timeout fault if the thread has a handler, else the end of the queue, or a wait for
    /// the next refill.</summary>
    private static void Charge(bool canFault)
    {
        KernelState* kernel = Machine.State;
        Tcb* thread = kernel->CurrentThread;
        SchedContext* context = kernel->CurrentSchedContext;
        Commit();
        kernel->Scheduler.IsDeadlineStale = true;
        if (Scheduler.IsSchedulable(thread))
        {
            if (canFault && !Refills.IsRoundRobin(context) && Faults.HasTimeoutHandler(thread))
            {
                Faults.Timeout(thread);
            }
            else if (Refills.IsReleased(context))
            {
                ReadyQueues.Append(thread);
            }
            else
            {
                ReleaseQueue.Insert(thread);
            }
        }

        Scheduler.RescheduleRequired();
    }
}
