// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>An entry of the kernel's domain schedule.</summary>
public struct ScheduleEntry
{
    /// <summary>Which entry.</summary>
    public uint Index;

    /// <summary>Scheduling domain.</summary>
    public uint Domain;

    /// <summary>For how long; zero marks the end of the schedule.</summary>
    public ulong Duration;

    /// <summary>1 when the duration counts ticks of the kernel's clock, 0 for microseconds.</summary>
    public ulong IsInTicks;
}
