// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.Kit.Description.Layout;

namespace Caprock.Tests.Unit.Description.Layout;

/// <summary>What holds for every layout.</summary>
internal static class LayoutInvariants
{
    public static void Check(LayoutView layout)
    {
        CheckObjects(layout);
        CheckCapabilities(layout);
        CheckMaps(layout);
        CheckPaging(layout);
        CheckContents(layout);
        CheckThreads(layout);
    }

    /// <summary>Every number belongs to one range; fixed addresses come first and rise, then sizes fall.</summary>
    private static void CheckObjects(LayoutView layout)
    {
        uint next = 0;
        foreach (ObjectRange range in layout.Objects.OrderBy(range => range.First))
        {
            Assert.Equal(next, range.First);
            next += range.Count;
        }

        Assert.Equal(layout.Header.ObjectCount, next);
        Assert.Equal(
            layout.Objects.Select(range => (range.PhysicalAddress, ulong.MaxValue - ObjectOrder.Bytes(range), range.First)).Order(),
            layout.Objects.Select(range => (range.PhysicalAddress, ulong.MaxValue - ObjectOrder.Bytes(range), range.First)));
    }

    /// <summary>A slot is used once and inside its CNode; what a capability leads to exists.</summary>
    private static void CheckCapabilities(LayoutView layout)
    {
        Assert.Equal(layout.Capabilities.Length, layout.Capabilities.Select(entry => (entry.CNode, entry.Slot)).Distinct().Count());
        foreach (CapabilityEntry entry in layout.Capabilities)
        {
            ObjectRange cnode = layout.RangeOf(entry.CNode);
            Assert.Equal(ObjectKind.CNode, cnode.Kind);
            Assert.InRange(entry.Slot, 0u, (1u << (int)cnode.SizeBits) - 1);
            Assert.InRange(entry.Object, 0u, layout.Header.ObjectCount - 1);
        }
    }

    /// <summary>Maps of an address space lie apart; a frame's own capability is used for one map, copies for the rest.</summary>
    private static void CheckMaps(LayoutView layout)
    {
        foreach (IGrouping<uint, MapEntry> space in layout.Maps.GroupBy(map => map.VSpace))
        {
            ulong end = 0;
            foreach (MapEntry map in space.OrderBy(map => map.Address))
            {
                Assert.True(map.Address >= end);
                Assert.Equal(0ul, map.Address & ((1ul << (int)map.SizeBits) - 1));
                end = map.Address + ((ulong)map.Count << (int)map.SizeBits);
                Assert.InRange(end, 1ul, SpaceLayout.IpcBufferAddress + 0x1000);
                ObjectRange frames = layout.RangeOf(map.Object);
                Assert.Equal((ObjectKind.Frame, map.SizeBits), (frames.Kind, frames.SizeBits));
                Assert.True(map.Object + map.Count <= frames.First + frames.Count);
            }
        }

        IEnumerable<MapEntry> originals = layout.Maps.Where(map => map.IsCopy == 0);
        Assert.Equal(originals.Count(), originals.Select(map => map.Object).Distinct().Count());
        long copies = layout.Maps.Where(map => map.IsCopy == 1).Sum(map => map.Count);
        Assert.InRange(layout.Header.CopyCount, (uint)copies, (uint)(copies + layout.IoMaps.Sum(map => map.Count)));
    }

    /// <summary>There is a table of each level for every map, and no table for nothing.</summary>
    private static void CheckPaging(LayoutView layout)
    {
        HashSet<(uint VSpace, ObjectKind Kind, ulong Index)> tables = [];
        foreach (PagingEntry entry in layout.Paging)
        {
            Assert.True(tables.Add((entry.VSpace, layout.RangeOf(entry.Object).Kind, entry.Address)));
        }

        HashSet<(uint VSpace, ObjectKind Kind, ulong Index)> needed = [];
        foreach (MapEntry map in layout.Maps)
        {
            for (ulong page = 0; page < map.Count; page++)
            {
                ulong address = map.Address + (page << (int)map.SizeBits);
                needed.Add((map.VSpace, ObjectKind.PageDirectoryPointerTable, address >> 39 << 39));
                needed.Add((map.VSpace, ObjectKind.PageDirectory, address >> 30 << 30));
                if (map.SizeBits == 12)
                {
                    needed.Add((map.VSpace, ObjectKind.PageTable, address >> 21 << 21));
                }
            }
        }

        Assert.True(needed.SetEquals(tables));
    }

    /// <summary>Fills and patches stay inside their frames and the data.</summary>
    private static void CheckContents(LayoutView layout)
    {
        foreach (FillEntry fill in layout.Fills)
        {
            ObjectRange frames = layout.RangeOf(fill.Object);
            ulong room = (ulong)(frames.First + frames.Count - fill.Object) << (int)frames.SizeBits;
            Assert.Equal(frames.SizeBits, fill.SizeBits);
            Assert.True(fill.Offset + fill.Length <= room);
            Assert.True(fill.Source != FillEntry.FromData || fill.DataOffset + fill.Length <= (ulong)layout.Data.Length);
        }

        foreach (PatchEntry patch in layout.Patches)
        {
            Assert.Equal((ObjectKind.Frame, 12u), (layout.RangeOf(patch.Object).Kind, layout.RangeOf(patch.Object).SizeBits));
            Assert.InRange(patch.Length, 1u, 8u);
            Assert.InRange(patch.Offset + patch.Length, 1u, 4096u);
        }
    }

    /// <summary>Every protection domain has one thread with one scheduling context, but the monitor may have two; it comes last, above
    /// all others.</summary>
    private static void CheckThreads(LayoutView layout)
    {
        uint monitorDomain = (uint)layout.Domains.Length - 1;
        Assert.Equal(
            Enumerable.Range(0, layout.Domains.Length).Select(index => (uint)index),
            layout.Threads.Select(thread => thread.Domain).Distinct());
        Assert.InRange(layout.Threads.Length - layout.Domains.Length, 0, 1);
        Assert.Equal(layout.Threads.Select(thread => thread.SchedContext), layout.Budgets.Select(budget => budget.SchedContext));
        ThreadEntry monitor = layout.Threads[monitorDomain];
        Assert.Equal("monitor", layout.Name(layout.Domains[^1].Name));
        foreach (ThreadEntry thread in layout.Threads.Where(thread => thread.Domain != monitorDomain))
        {
            Assert.True(thread.Priority < monitor.Priority);
            Assert.Equal(ObjectKind.Endpoint, layout.RangeOf(thread.FaultEndpoint).Kind);
            MapEntry buffer = layout.Maps.Single(map =>
                map.VSpace == thread.VSpace && thread.IpcBufferAddress - map.Address < (ulong)map.Count << (int)map.SizeBits);
            Assert.Equal(thread.IpcBuffer, buffer.Object + (uint)((thread.IpcBufferAddress - buffer.Address) >> 12));
        }
    }
}
