// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Scheduling;

/// <summary>What the scheduler has to do before the kernel is left.</summary>
public enum SchedulerAction : ulong
{
    /// <summary>The current thread goes on.</summary>
    Resume = 0,

    /// <summary>The highest-priority ready thread is looked up.</summary>
    Choose = 1,

    /// <summary>The candidate runs unless somebody more urgent is ready.</summary>
    Switch = 2,
}
