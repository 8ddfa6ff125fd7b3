// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.Kernel.Scheduling;

/// <summary>Time given to the domains in turn.</summary>
/// <remarks>Invariant: the entry at the start index is not an end marker.</remarks>
public static unsafe class DomainSchedule
{
    /// <summary>Longest duration of an entry: 56 bits of ticks. Source: libsel4, DomainSet_ScheduleConfigure.</summary>
    public const ulong MaximumDurationTicks = (1ul << 56) - 1;

    /// <summary>Goes to the entry behind the one that has ended, or back to the start.</summary>
    public static void Advance()
    {
        SchedulerState* scheduler = &Machine.State->Scheduler;
        ulong next = scheduler->DomainIndex + 1;
        if (next >= ProfileParameters.DomainScheduleEntries || scheduler->DomainSchedule[next].DurationTicks == 0)
        {
            next = scheduler->DomainStart;
        }

        Enter(next);
    }

    /// <summary>Puts an entry into force from now on.</summary>
    public static void Enter(ulong index)
    {
        SchedulerState* scheduler = &Machine.State->Scheduler;
        scheduler->DomainIndex = index;
        scheduler->CurrentDomain = scheduler->DomainSchedule[index].Domain;
        scheduler->DomainEndTicks = scheduler->NowTicks + scheduler->DomainSchedule[index].DurationTicks;
        scheduler->IsDeadlineStale = true;
    }
}
