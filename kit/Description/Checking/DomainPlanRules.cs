// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Checking;

/// <summary>Scheduling domains have numbers of their own, and each gets a turn.</summary>
internal static class DomainPlanRules
{
    /// <summary>Reports every broken rule.</summary>
    public static void Check(SystemDescription system, DiagnosticList diagnostics)
    {
        if (system.DomainPlan is not DomainPlan plan)
        {
            return;
        }

        foreach ((SchedulingDomain domain, SchedulingDomain first) in
            Duplicates.Find(plan.Domains, domain => domain.Id, domain => domain.Position, diagnostics))
        {
            diagnostics.Error(
                domain.Position,
                $"the id {domain.Id} belongs to '{first.Name}' at line {first.Position.Line}",
                "use another, or leave it out");
        }

        IReadOnlyList<DomainPlanEntry> turns = [.. plan.Entries.Skip((int)plan.StartIndex).TakeWhile(entry => !entry.IsEndMarker)];
        if (turns.Count > 0 && turns.All(entry => entry.Domain is not null))
        {
            CheckReached(system, turns, diagnostics);
        }
    }

    /// <summary>The schedule comes to everybody: from its start to the next end marker.</summary>
    private static void CheckReached(SystemDescription system, IReadOnlyList<DomainPlanEntry> turns, DiagnosticList diagnostics)
    {
        HashSet<byte> reached = [.. turns.Select(entry => entry.Domain!.Id)];
        foreach (ProtectionDomain domain in system.ProtectionDomains)
        {
            if (domain.Domain is not null && !reached.Contains(domain.Domain.Id))
            {
                diagnostics.Warning(
                    domain.DomainName!.Position,
                    $"the schedule never reaches '{domain.Domain.Name}', so '{domain.Name}' never runs",
                    "add a <schedule_entry> for it");
            }
        }

        if (!reached.Contains(DescriptionLimits.MonitorDomain))
        {
            diagnostics.Warning(
                turns[0].Position,
                "the schedule never reaches domain 0, where the monitor handles faults and makes protection domains passive",
                "add a <schedule_entry> for it");
        }
    }
}
