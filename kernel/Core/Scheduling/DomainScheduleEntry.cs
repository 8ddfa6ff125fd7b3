// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Scheduling;

/// <summary>A stretch of time given to one domain; a duration of zero marks the end of a schedule.</summary>
public struct DomainScheduleEntry
{
    /// <summary>Domain.</summary>
    public ulong Domain;

    /// <summary>Length.</summary>
    public ulong DurationTicks;
}
