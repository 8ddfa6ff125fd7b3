// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Reading;

/// <summary>Chooses the page size of regions that do not say one.</summary>
internal static class PageSizes
{
    /// <summary>The large one wherever size, physical address and every map allow it; devices' address spaces have small pages
    /// only.</summary>
    public static void Choose(SystemDescription system)
    {
        ILookup<MemoryRegion, RegionMap> maps = system.ProtectionDomains
            .SelectMany(domain => domain.Maps)
            .Where(map => map.Region is not null)
            .ToLookup(map => map.Region!);
        HashSet<MemoryRegion?> ofDevices = [.. system.IoAddressSpaces.SelectMany(space => space.Maps).Select(map => map.Region)];
        foreach (MemoryRegion region in system.MemoryRegions.Where(region => !region.IsPageSizeGiven && !ofDevices.Contains(region)))
        {
            ulong addresses = maps[region].Aggregate(region.PhysicalAddress ?? 0, (bits, map) => bits | map.Address);
            if ((region.SizeBytes | addresses) % DescriptionLimits.LargePageBytes == 0)
            {
                region.PageBytes = DescriptionLimits.LargePageBytes;
            }
        }
    }
}
