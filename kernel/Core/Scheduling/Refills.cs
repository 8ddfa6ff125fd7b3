// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Kernel.Bounds;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Scheduling;

/// <summary>The budget of a scheduling context: amounts of time, each usable from its release time on.</summary>
/// <remarks>Invariants of a configured context: at least one refill; release times ascend and refills do not overlap; the amounts
/// add up to the budget; the first amount is at least the minimum budget. What is used of a refill comes back one period after
/// that refill's release time (sporadic server), so no period sees more than the budget. A round-robin context (period equal to
/// budget) has one refill that is filled up as soon as it is used up.</remarks>
public static unsafe class Refills
{
    /// <summary>Refills that every context has room for.</summary>
    public const ulong Minimum = 2;

    /// <summary>The first refill.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Refill* Head(SchedContext* context) => Ring(context) + context->RefillHead;

    /// <summary>Refills for which an object of this size has room.</summary>
    public static ulong Capacity(int sizeBits) => ((1ul << (sizeBits & 63)) - SchedContext.HeaderBytes) / (ulong)sizeof(Refill);

    /// <summary>Whether the context's budget is a time slice that is renewed at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsRoundRobin(SchedContext* context) => context->PeriodTicks == context->BudgetTicks;

    /// <summary>Whether a thread may start to run on the context now.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool IsReleased(SchedContext* context) => IsReleasedInline(context);

    /// <summary>As IsReleased, for where a call costs more than its size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsReleasedInline(SchedContext* context)
    {
        if (context->RefillMaximum == 0)
        {
            return false;
        }

        SchedulerState* scheduler = &Machine.State->Scheduler;
        Refill* head = Head(context);
        return head->ReleaseTimeTicks <= scheduler->NowTicks + scheduler->MarginTicks && head->AmountTicks >= scheduler->MinimumBudgetTicks;
    }

    /// <summary>Gives a context its first budget, or a new one that takes effect from what is left of the old one.</summary>
    public static void Configure(SchedContext* context, ulong budget, ulong period, ulong maximum)
    {
        ulong now = Machine.State->Scheduler.NowTicks;
        ulong amount = budget;
        ulong release = now;
        if (context->RefillMaximum != 0 && context->Thread != null)
        {
            Refill* old = Head(context);
            amount = old->AmountTicks < budget ? old->AmountTicks : budget;
            release = old->ReleaseTimeTicks > now ? old->ReleaseTimeTicks : now;
        }

        context->BudgetTicks = budget;
        context->PeriodTicks = period;
        context->RefillMaximum = (ushort)maximum;
        context->RefillHead = 0;
        context->RefillCount = 1;
        Refill* head = Ring(context);
        head->ReleaseTimeTicks = release;
        head->AmountTicks = amount;
        if (IsRoundRobin(context))
        {
            if (head->AmountTicks < Machine.State->Scheduler.MinimumBudgetTicks)
            {
                Renew(context);
            }
        }
        else if (amount < budget)
        {
            Append(context, release + period, budget - amount);
            MergeSmallHead(context);
        }
    }

    /// <summary>Takes time that was used out of the budget and schedules its return.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Charge(SchedContext* context, ulong usedTicks)
    {
        if (!IsRoundRobin(context))
        {
            ChargeSporadic(context, usedTicks);
            return;
        }

        Refill* head = Head(context);
        ulong amount = head->AmountTicks;
        head->AmountTicks = usedTicks >= amount ? 0 : amount - usedTicks;
        if (head->AmountTicks < Machine.State->Scheduler.MinimumBudgetTicks)
        {
            Renew(context);
        }
    }

    // Bound: once for each time that the clock was read, and that is once for each kernel entry; Yield charges once what it gives up.
    [LoopBound(LoopReason.Refills)]
    [CallLimit(2)]
    private static void ChargeSporadic(SchedContext* context, ulong usedTicks)
    {
        Refill* head = Head(context);

        // At most one pass over the refills there are now.
        for (ulong passes = context->RefillCount; passes > 0 && usedTicks >= head->AmountTicks; passes--)
        {
            usedTicks -= head->AmountTicks;
            ulong amount = head->AmountTicks;
            ulong release = head->ReleaseTimeTicks + context->PeriodTicks;
            PopHead(context);
            Append(context, release, amount);
            head = Head(context);
        }

        if (usedTicks >= head->AmountTicks)
        {
            JoinAll(context, usedTicks);
        }
        else if (usedTicks > 0)
        {
            Split(context, head, usedTicks);
        }

        MergeSmallHead(context);
    }

    /// <summary>Gives a round-robin context, which has been given up for now, its whole budget again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Renew(SchedContext* context)
    {
        Refill* head = Head(context);
        head->AmountTicks = context->BudgetTicks;
        head->ReleaseTimeTicks = Machine.State->Scheduler.NowTicks;
    }

    /// <summary>Restarts the budget of a context that was not used for a while: what is usable is usable from now.</summary>
    [LoopBound(LoopReason.Refills)]
    public static void Unblock(SchedContext* context)
    {
        if (context->RefillMaximum == 0 || IsRoundRobin(context))
        {
            return;
        }

        Refill* head = Head(context);
        ulong now = Machine.State->Scheduler.NowTicks;
        if (head->ReleaseTimeTicks > now)
        {
            return;
        }

        Machine.State->Scheduler.IsDeadlineStale = true;
        ulong amount = head->AmountTicks;
        while (context->RefillCount > 1 && Ring(context)[Index(context, 1)].ReleaseTimeTicks <= now + amount)
        {
            PopHead(context);
            amount += Head(context)->AmountTicks;
        }

        head = Head(context);
        head->ReleaseTimeTicks = now;
        head->AmountTicks = amount;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Refill* Ring(SchedContext* context) => (Refill*)((byte*)context + SchedContext.HeaderBytes);

    /// <summary>Place in the ring of the refill with this number, counted from the head.</summary>
    private static ulong Index(SchedContext* context, ulong number)
    {
        ulong index = context->RefillHead + number;
        return index >= context->RefillMaximum ? index - context->RefillMaximum : index;
    }

    private static void PopHead(SchedContext* context)
    {
        context->RefillHead = (ushort)Index(context, 1);
        context->RefillCount--;
    }

    /// <summary>Adds a refill behind the last one, or to it when the two touch. Where all are in use the last one waits for it: the
    /// two become one that ends when the added one would.</summary>
    private static void Append(SchedContext* context, ulong release, ulong amount)
    {
        if (context->RefillCount > 0)
        {
            Refill* tail = Ring(context) + Index(context, context->RefillCount - 1ul);
            bool isFull = context->RefillCount == context->RefillMaximum;
            if (isFull || release <= tail->ReleaseTimeTicks + tail->AmountTicks)
            {
                ulong latest = release - tail->AmountTicks;
                tail->ReleaseTimeTicks = isFull && latest > tail->ReleaseTimeTicks ? latest : tail->ReleaseTimeTicks;
                tail->AmountTicks += amount;
                return;
            }
        }

        Refill* added = Ring(context) + Index(context, context->RefillCount);
        added->ReleaseTimeTicks = release;
        added->AmountTicks = amount;
        context->RefillCount++;
    }

    /// <summary>Schedules the return of a part of the first refill.</summary>
    /// <remarks>Where all refills are in use two have to become one: the rest of the first and the second, or the last and what comes
    /// back, whichever two are nearer to each other, so that the earlier one waits for the shorter time.</remarks>
    private static void Split(SchedContext* context, Refill* head, ulong usedTicks)
    {
        ulong release = head->ReleaseTimeTicks + context->PeriodTicks;
        head->AmountTicks -= usedTicks;
        head->ReleaseTimeTicks += usedTicks;
        MergeSmallHead(context);
        if (context->RefillCount == context->RefillMaximum && IsNearer(context, release))
        {
            JoinNext(context, Head(context)->AmountTicks);
        }

        Append(context, release, usedTicks);
    }

    /// <summary>When a refill would be used up if its use began as soon as it may.</summary>
    private static ulong EndOf(SchedContext* context, ulong number)
    {
        Refill* refill = Ring(context) + Index(context, number);
        return refill->ReleaseTimeTicks + refill->AmountTicks;
    }

    /// <summary>Whether the second refill is nearer to the first than one at a time would be to the last.</summary>
    private static bool IsNearer(SchedContext* context, ulong release)
    {
        ulong end = EndOf(context, context->RefillCount - 1ul);
        return release > end && Ring(context)[Index(context, 1)].ReleaseTimeTicks - EndOf(context, 0) < release - end;
    }

    /// <summary>Replaces the first two refills by the second, begun so much earlier that it ends as before.</summary>
    /// <remarks>Refills do not overlap, so that is never earlier than the first refill could be used.</remarks>
    private static void JoinNext(SchedContext* context, ulong amount)
    {
        PopHead(context);
        Refill* head = Head(context);
        head->AmountTicks += amount;
        head->ReleaseTimeTicks -= amount;
    }

    /// <summary>Makes one refill of all, which ends so much later than the last one would: for a timer that was late by more than the
    /// budget.</summary>
    /// <remarks>Postponing the first one alone would have it overlap the next.</remarks>
    private static void JoinAll(SchedContext* context, ulong lateTicks)
    {
        ulong end = EndOf(context, context->RefillCount - 1ul);
        context->RefillCount = 1;
        Refill* head = Head(context);
        head->AmountTicks = context->BudgetTicks;
        head->ReleaseTimeTicks = end - context->BudgetTicks + lateTicks;
    }

    [LoopBound(LoopReason.Refills)]
    private static void MergeSmallHead(SchedContext* context)
    {
        ulong minimum = Machine.State->Scheduler.MinimumBudgetTicks;
        while (context->RefillCount > 1 && Head(context)->AmountTicks < minimum)
        {
            JoinNext(context, Head(context)->AmountTicks);
        }
    }
}
