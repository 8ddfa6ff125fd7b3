// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.Kit.Description.Layout;

namespace Caprock.Kit.Description.Reports;

/// <summary>What memory a layout takes, and for what.</summary>
public static class MemoryUse
{
    /// <summary>Bytes of all objects.</summary>
    public static ulong Total(LayoutTables tables) => Sum(tables.Objects);

    /// <summary>Bytes of the objects of one protection domain; memory regions are not among them.</summary>
    public static ulong OfDomain(LayoutTables tables, int index) => Sum(tables.Objects.Where(range => range.Domain == (uint)index));

    /// <summary>Bytes and numbers by kind of object.</summary>
    public static IReadOnlyList<(ObjectKind Kind, ulong Count, ulong Bytes)> ByKind(LayoutTables tables) =>
    [
        .. tables.Objects.GroupBy(range => range.Kind).OrderBy(group => group.Key)
            .Select(group => (group.Key, group.Aggregate(0ul, (sum, range) => sum + range.Count), Sum(group))),
    ];

    private static ulong Sum(IEnumerable<ObjectRange> ranges) =>
        ranges.Aggregate(0ul, (sum, range) => sum + (range.Count * ObjectOrder.Bytes(range)));
}
