// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Checking;

/// <summary>There is something to run, and names are unique.</summary>
internal static class NameRules
{
    /// <summary>Reports every broken rule.</summary>
    public static void Check(SystemDescription system, DiagnosticList diagnostics)
    {
        if (system.ProtectionDomains.Count == 0)
        {
            diagnostics.Error(SourcePosition.Start, "the system has no protection domain", "add a <protection_domain>");
        }

        Unique("protection domain", system.ProtectionDomains, domain => domain.Name, domain => domain.Position, diagnostics);
        Unique("memory region", system.MemoryRegions, region => region.Name, region => region.Position, diagnostics);
        Unique("I/O address space", system.IoAddressSpaces, space => space.Name, space => space.Position, diagnostics);
        Unique("scheduling domain", system.DomainPlan?.Domains ?? [], domain => domain.Name, domain => domain.Position, diagnostics);
        foreach (ProtectionDomain domain in system.ProtectionDomains.Where(domain => domain.Name == DescriptionLimits.MonitorName))
        {
            diagnostics.Error(
                domain.Position, $"'{DescriptionLimits.MonitorName}' is the name of the system's own fault handler", "use another name");
        }
    }

    private static void Unique<T>(
        string what, IEnumerable<T> items, Func<T, string> name, Func<T, SourcePosition> position, DiagnosticList diagnostics)
    {
        foreach ((T item, T first) in Duplicates.Find(items.Where(item => name(item).Length > 0), name, position, diagnostics))
        {
            diagnostics.Error(
                position(item),
                $"the name {Texts.Quote(name(item))} is taken by the {what} at line {position(first).Line}",
                "use another name");
        }
    }
}
