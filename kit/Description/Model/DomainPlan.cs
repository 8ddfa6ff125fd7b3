// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Model;

/// <summary>Scheduling domains and when each runs.</summary>
/// <param name="Domains">The domains.</param>
/// <param name="Entries">The schedule; an end marker sends it back to the start.</param>
/// <param name="StartIndex">Entry it begins with.</param>
/// <param name="IndexShift">Where the first entry lies in the kernel's table.</param>
public sealed record DomainPlan(
    IReadOnlyList<SchedulingDomain> Domains, IReadOnlyList<DomainPlanEntry> Entries, uint StartIndex, uint IndexShift);
