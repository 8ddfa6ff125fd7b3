// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Checking;

/// <summary>Memory regions have memory of their own, and a use.</summary>
internal static class RegionRules
{
    /// <summary>Reports every broken rule.</summary>
    public static void Check(SystemDescription system, DiagnosticList diagnostics)
    {
        IEnumerable<MemoryRegion> placed = system.MemoryRegions.Where(region => region.PhysicalAddress is not null);
        foreach ((MemoryRegion left, MemoryRegion right) in
            Overlaps.Find(placed, region => region.PhysicalAddress!.Value, region => region.SizeBytes))
        {
            (MemoryRegion first, MemoryRegion second) = left.Position.CompareTo(right.Position) < 0 ? (left, right) : (right, left);
            diagnostics.Error(
                second.Position,
                $"the physical memory of '{second.Name}' ({Describe(second)}) is also that of '{first.Name}' ({Describe(first)})",
                "use one region and map it more than once, or move one of them");
        }

        CheckUse(system, diagnostics);
    }

    /// <summary>A region that nobody maps is a mistake, unless a mistyped name elsewhere explains it.</summary>
    private static void CheckUse(SystemDescription system, DiagnosticList diagnostics)
    {
        bool hasUnknown = system.ProtectionDomains.SelectMany(domain => domain.Maps)
            .Concat(system.IoAddressSpaces.SelectMany(space => space.Maps)).Any(map => map.Region is null);
        IReadOnlySet<MemoryRegion> used = system.UsedRegions();
        foreach (MemoryRegion region in system.MemoryRegions.Where(region => !used.Contains(region) && !hasUnknown))
        {
            diagnostics.Warning(region.Position, $"nobody maps the memory region {Texts.Quote(region.Name)}", "add a <map>, or remove it");
        }
    }

    private static string Describe(MemoryRegion region) => Texts.Range(region.PhysicalAddress!.Value, region.SizeBytes);
}
