// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Model;

/// <summary>One entry of a domain schedule.</summary>
/// <param name="Position">Where it is described.</param>
/// <param name="DomainName">Whose turn it is; null for an end marker.</param>
/// <param name="Duration">For how long.</param>
/// <param name="IsInTicks">Whether the duration counts ticks of the kernel's clock, or microseconds.</param>
public sealed record DomainPlanEntry(SourcePosition Position, NamedReference? DomainName, ulong Duration, bool IsInTicks)
{
    /// <summary>Whose turn it is; null for an end marker.</summary>
    public SchedulingDomain? Domain { get; internal set; }

    /// <summary>Whether it sends the schedule back to its start.</summary>
    public bool IsEndMarker => DomainName is null;
}
