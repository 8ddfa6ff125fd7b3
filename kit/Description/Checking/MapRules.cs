// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Checking;

/// <summary>Maps lie on page boundaries, inside the address space, and apart from each other.</summary>
internal static class MapRules
{
    /// <summary>Reports every broken rule.</summary>
    public static void Check(SystemDescription system, DiagnosticList diagnostics)
    {
        foreach (ProtectionDomain domain in system.ProtectionDomains)
        {
            ulong end = SpaceLayout.StackTop - domain.StackBytes;
            string what = $"the stack of '{domain.Name}' begins at {Texts.Hex(end)}";
            IReadOnlyList<RegionMap> sound = CheckPlaces(domain.Maps, "vaddr", end, what, diagnostics);
            CheckOverlaps(sound, $"'{domain.Name}'", diagnostics);
            foreach (RegionMap map in domain.Maps.Where(map => map.Address == 0 && map.Region is not null))
            {
                diagnostics.Warning(
                    map.AddressPosition,
                    "a map at address 0 turns the use of null pointers into memory accesses",
                    "leave the first page empty");
            }
        }
    }

    /// <summary>Checks alignment and range; gives the maps that are in order.</summary>
    public static IReadOnlyList<RegionMap> CheckPlaces(
        IEnumerable<RegionMap> maps, string attribute, ulong end, string whyEnd, DiagnosticList diagnostics)
    {
        List<RegionMap> sound = [];
        foreach (RegionMap map in maps)
        {
            if (map.Region is not MemoryRegion region || diagnostics.IsDoubtful(map.AddressPosition))
            {
                continue;
            }

            if (map.Address >= end || region.SizeBytes > end - map.Address)
            {
                string size = $"'{region.Name}' ({Texts.Hex(region.SizeBytes)} bytes)";
                string last = region.SizeBytes > end ? "make it smaller" : $"the last place for it is {Texts.Hex(LastPlace(region, end))}";
                diagnostics.Error(map.AddressPosition, $"{size} does not fit at {attribute} {Texts.Hex(map.Address)}: {whyEnd}", last);
                continue;
            }

            if (map.Address % region.PageBytes != 0)
            {
                diagnostics.Error(
                    map.AddressPosition,
                    $"{attribute} {Texts.Hex(map.Address)} is not a multiple of the page size {Texts.Hex(region.PageBytes)} "
                    + $"of '{region.Name}'",
                    $"{Texts.Hex(Arithmetic.RoundDown(map.Address, region.PageBytes))} is");
            }

            sound.Add(map);
        }

        return sound;
    }

    /// <summary>Checks that maps of one address space do not share addresses.</summary>
    public static void CheckOverlaps(IEnumerable<RegionMap> maps, string space, DiagnosticList diagnostics)
    {
        foreach ((RegionMap left, RegionMap right) in Overlaps.Find(maps, map => map.Address, map => map.Region!.SizeBytes))
        {
            (RegionMap first, RegionMap second) = left.Position.CompareTo(right.Position) < 0 ? (left, right) : (right, left);
            ulong free = first.Address + Arithmetic.RoundUp(first.Region!.SizeBytes, second.Region!.PageBytes);
            diagnostics.Error(
                second.AddressPosition,
                $"in {space} the map of '{second.Region.Name}' ({Describe(second)}) "
                + $"overlaps that of '{first.Region.Name}' ({Describe(first)})",
                $"move one of them, {Texts.Hex(Arithmetic.RoundUp(free, second.Region.PageBytes))} is behind the other");
        }
    }

    private static ulong LastPlace(MemoryRegion region, ulong end) => Arithmetic.RoundDown(end - region.SizeBytes, region.PageBytes);

    private static string Describe(RegionMap map) => Texts.Range(map.Address, map.Region!.SizeBytes);
}
