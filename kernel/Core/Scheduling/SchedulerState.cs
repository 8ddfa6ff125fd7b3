// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Scheduling;

/// <summary>Queues, clock and pending decision of the scheduler.</summary>
/// <remarks>The ready queues and the domain schedule lie in storage handed to Scheduler.Initialise.</remarks>
public unsafe struct SchedulerState
{
    /// <summary>What is pending.</summary>
    public SchedulerAction Action;

    /// <summary>Thread that became runnable and is in no queue yet; null unless Action is Switch.</summary>
    public Tcb* Candidate;

    /// <summary>Time of the last kernel entry.</summary>
    public ulong NowTicks;

    /// <summary>Time used on the current scheduling context and not charged to it yet.</summary>
    public ulong ConsumedTicks;

    /// <summary>Whether the timer has to be set again before the kernel is left.</summary>
    public bool IsDeadlineStale;

    /// <summary>When the timer will come, ulong.MaxValue when it has come and was not set again.</summary>
    public ulong TimerTicks;

    /// <summary>Before this moment there is nothing to look at in budgets, refills and domains. True while the deadline is not stale.</summary>
    public ulong CheckTicks;

    /// <summary>Less budget than this is not worth running for.</summary>
    public ulong MinimumBudgetTicks;

    /// <summary>How much earlier than its time a refill counts as usable.</summary>
    public ulong MarginTicks;

    /// <summary>Ready queues, by domain and priority.</summary>
    public ReadyQueue* Queues;

    /// <summary>Per domain eight words: four with a bit per priority, one with a bit per non-zero word, three unused.</summary>
    public ulong* Bitmaps;

    /// <summary>Thread whose refill comes first: root of the release queue.</summary>
    public Tcb* ReleaseRoot;

    /// <summary>Number given to the next thread that enters the release queue.</summary>
    public ulong ReleaseSequence;

    /// <summary>Domain whose threads run.</summary>
    public ulong CurrentDomain;

    /// <summary>When the current entry of the domain schedule ends.</summary>
    public ulong DomainEndTicks;

    /// <summary>Entry of the domain schedule in force.</summary>
    public ulong DomainIndex;

    /// <summary>Entry at which the domain schedule starts over.</summary>
    public ulong DomainStart;

    /// <summary>The domain schedule.</summary>
    public DomainScheduleEntry* DomainSchedule;
}
