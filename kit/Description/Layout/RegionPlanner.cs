// SPDX-License-Identifier: BSD-2-Clause
using System.Numerics;
using Caprock.Kit.Description.Format;
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Layout;

/// <summary>Frames of memory regions; a region that nobody uses has none.</summary>
internal sealed class RegionPlanner
{
    private readonly Dictionary<MemoryRegion, uint> _frames = [];
    private readonly HashSet<MemoryRegion> _mapped = [];
    private readonly LayoutTables _tables;

    /// <summary>Creates the frames, and fills them.</summary>
    public RegionPlanner(SystemDescription system, LayoutTables tables)
    {
        _tables = tables;
        IReadOnlySet<MemoryRegion> used = system.UsedRegions();
        foreach (MemoryRegion region in system.MemoryRegions.Where(used.Contains))
        {
            uint first = tables.Add(
                ObjectKind.Frame,
                SizeBits(region),
                (uint)region.PageCount,
                LayoutHeader.None,
                region.Name,
                region.PhysicalAddress ?? LayoutHeader.NoAddress);
            _frames.Add(region, first);
            Fill(region, first);
        }
    }

    /// <summary>Bytes of a region's pages, as a power of two.</summary>
    public static uint SizeBits(MemoryRegion region) => (uint)BitOperations.Log2(region.PageBytes);

    /// <summary>First frame of a region, for a map; tells whether copies of the capabilities are needed.</summary>
    public uint Map(MemoryRegion region, out bool isCopy)
    {
        isCopy = !_mapped.Add(region);
        if (isCopy)
        {
            _tables.AddCopies((uint)region.PageCount);
        }

        return _frames[region];
    }

    private void Fill(MemoryRegion region, uint first)
    {
        if (region.Prefill is null && region.BootInfo == BootInfoKind.None)
        {
            return;
        }

        _tables.Fills.Add(new FillEntry
        {
            Object = first,
            SizeBits = SizeBits(region),
            DataOffset = region.Prefill is null ? 0 : _tables.Data.Add(region, region.Prefill.Bytes.Span),
            Length = region.Prefill is null ? region.SizeBytes : (ulong)region.Prefill.Bytes.Length,
            Source = region.Prefill is null ? (uint)region.BootInfo : FillEntry.FromData,
            Domain = LayoutHeader.None,
        });
    }
}
