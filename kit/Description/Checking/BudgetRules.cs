// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Checking;

/// <summary>Budgets that are less than their period can all be had.</summary>
/// <remarks>
/// A budget equal to its period is a time slice and promises nothing. The others are held to two tests: together they do not exceed the
/// processor (an error), and each can be used up in its period even when all others of its priority or higher use up theirs (a warning).
/// The second one is response-time analysis. Source: Joseph and Pandya, "Finding response times in a real-time system", 1986.
/// </remarks>
internal static class BudgetRules
{
    private const int MostRounds = 1000;

    /// <summary>Reports every broken rule.</summary>
    public static void Check(SystemDescription system, DiagnosticList diagnostics)
    {
        IEnumerable<IGrouping<SchedulingDomain?, ProtectionDomain>> groups = system.ProtectionDomains
            .Where(domain => domain.HasReservation && !domain.IsPassive)
            .OrderByDescending(domain => domain.Priority).ThenBy(domain => domain.Position)
            .GroupBy(domain => domain.Domain);
        foreach (IGrouping<SchedulingDomain?, ProtectionDomain> group in groups)
        {
            if (CheckTotal([.. group], Share(system.DomainPlan, group.Key), diagnostics) && group.Key is null)
            {
                CheckResponses([.. group], diagnostics);
            }
        }
    }

    /// <summary>Part of the processor that a scheduling domain gets; all of it when that cannot be told.</summary>
    private static decimal Share(DomainPlan? plan, SchedulingDomain? domain)
    {
        IReadOnlyList<DomainPlanEntry> turns =
            [.. plan?.Entries.Skip((int)plan.StartIndex).TakeWhile(entry => !entry.IsEndMarker) ?? []];
        if (domain is null || turns.Select(entry => entry.IsInTicks).Distinct().Count() != 1)
        {
            return 1;
        }

        decimal total = turns.Sum(entry => (decimal)entry.Duration);
        decimal own = turns.Where(entry => entry.Domain == domain).Sum(entry => (decimal)entry.Duration);
        return own == 0 ? 1 : own / total;
    }

    private static bool CheckTotal(IReadOnlyList<ProtectionDomain> domains, decimal share, DiagnosticList diagnostics)
    {
        decimal total = 0;
        for (int index = 0; index < domains.Count; index++)
        {
            ProtectionDomain domain = domains[index];
            total += (decimal)domain.BudgetMicroseconds / domain.PeriodMicroseconds;
            if (total > share)
            {
                string names = string.Join(", ", domains.Take(index + 1).Select(one => $"'{one.Name}'"));
                string sum = index == 0 ? $"the budget of {names} is" : $"the budgets of {names} add up to";
                diagnostics.Error(
                    domain.Position,
                    $"{sum} {Percent(total)} of the processor, and there is {Percent(share)}",
                    "shorten budgets or lengthen periods");
                return false;
            }
        }

        return true;
    }

    private static void CheckResponses(IReadOnlyList<ProtectionDomain> domains, DiagnosticList diagnostics)
    {
        foreach (ProtectionDomain domain in domains)
        {
            IReadOnlyList<ProtectionDomain> others = [.. domains.Where(other => other != domain && other.Priority >= domain.Priority)];
            if (!CanUseBudget(domain, others))
            {
                diagnostics.Warning(
                    domain.Position,
                    $"'{domain.Name}' may not get its budget of {domain.BudgetMicroseconds} us "
                    + $"in a period of {domain.PeriodMicroseconds} us while those of its priority or higher use theirs",
                    "raise its priority, lengthen its period, or shorten the budgets of the others");
            }
        }
    }

    private static bool CanUseBudget(ProtectionDomain domain, IReadOnlyList<ProtectionDomain> others)
    {
        decimal response = domain.BudgetMicroseconds;
        for (int round = 0; round < MostRounds && response <= domain.PeriodMicroseconds; round++)
        {
            decimal next = domain.BudgetMicroseconds
                + others.Sum(other => Math.Ceiling(response / other.PeriodMicroseconds) * other.BudgetMicroseconds);
            if (next == response)
            {
                return true;
            }

            response = next;
        }

        return response <= domain.PeriodMicroseconds;
    }

    private static string Percent(decimal part) => string.Create(CultureInfo.InvariantCulture, $"{part * 100:0.#} %");
}
