// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Boot;
using Xunit;

namespace Caprock.Tests.Unit.Kernel.Boot;

/// <summary>The set of free physical addresses that boot works with.</summary>
public unsafe class MemoryMapTests
{
    private const ulong Page = 4096;
    private const ulong NoLimit = ulong.MaxValue;

    [Fact]
    public void Add_keeps_whole_pages_only()
    {
        MemoryMap map = default;
        MemoryMap.Add(&map, 0x1001, 0x4fff);
        Assert.Equal([(0x2000ul, 0x4000ul)], Ranges(&map));
    }

    [Fact]
    public void Add_of_overlapping_ranges_counts_no_page_twice()
    {
        MemoryMap map = default;
        MemoryMap.Add(&map, 0x1000, 0x5000);
        MemoryMap.Add(&map, 0x3000, 0x9000);
        MemoryMap.Add(&map, 0x0000, 0x2000);
        Assert.Equal(9ul * Page, Total(&map));
        AssertDisjoint(&map);
    }

    [Fact]
    public void Add_ignores_what_is_smaller_than_a_page()
    {
        MemoryMap map = default;
        MemoryMap.Add(&map, 0x1800, 0x2800);
        MemoryMap.Add(&map, 0x3000, 0x3000);
        MemoryMap.Add(&map, 0x5000, 0x4000);
        Assert.Equal(0, map.Count);
    }

    [Fact]
    public void Remove_takes_every_page_it_touches()
    {
        MemoryMap map = default;
        MemoryMap.Add(&map, 0x1000, 0x9000);
        MemoryMap.Remove(&map, 0x3fff, 0x5001);
        Assert.Equal([(0x1000ul, 0x3000ul), (0x6000ul, 0x9000ul)], Ranges(&map));
    }

    [Fact]
    public void Remove_up_to_the_last_address_does_not_wrap()
    {
        MemoryMap map = default;
        MemoryMap.Add(&map, 0x1000, 0x9000);
        MemoryMap.Remove(&map, 0x5000, ulong.MaxValue);
        Assert.Equal([(0x1000ul, 0x5000ul)], Ranges(&map));
    }

    [Fact]
    public void Split_without_room_keeps_the_larger_part()
    {
        MemoryMap map = default;
        for (ulong i = 0; i < MemoryMap.Capacity; i++)
        {
            MemoryMap.Add(&map, i * 0x10_0000, (i * 0x10_0000) + 0x8000);
        }

        MemoryMap.Remove(&map, 0x2000, 0x3000);
        Assert.Equal(MemoryMap.Capacity, map.Count);
        Assert.Contains((0x3000ul, 0x8000ul), Ranges(&map));
        Assert.DoesNotContain(Ranges(&map), range => range.Item1 == 0);
    }

    [Fact]
    public void Allocate_takes_the_highest_aligned_block_below_the_limit()
    {
        MemoryMap map = default;
        MemoryMap.Add(&map, 0x10_0000, 0x20_1000);
        MemoryMap.Add(&map, 0x80_0000, 0x80_3000);
        Assert.Equal(0x1f_0000ul, MemoryMap.Allocate(&map, 0x1_0000, 0x1_0000, 0x20_0000));
        Assert.Equal(0x80_1000ul, MemoryMap.Allocate(&map, 0x2000, Page, NoLimit));
        Assert.Equal(0x80_0000ul, MemoryMap.Allocate(&map, 0x1000, Page, NoLimit));
        Assert.Equal(0x20_0000ul, MemoryMap.Allocate(&map, 0x1000, Page, NoLimit));
    }

    [Fact]
    public void Allocate_refuses_what_no_range_holds()
    {
        MemoryMap map = default;
        MemoryMap.Add(&map, 0x1000, 0x4000);
        Assert.Equal(MemoryMap.NoBlock, MemoryMap.Allocate(&map, 0x4000, Page, NoLimit));
        Assert.Equal(MemoryMap.NoBlock, MemoryMap.Allocate(&map, 0x3000, 0x4000, NoLimit));
        Assert.Equal(MemoryMap.NoBlock, MemoryMap.Allocate(&map, 0x1000, Page, 0x1fff));
        Assert.Equal(3 * Page, Total(&map));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_changes_agree_with_a_set_of_pages(int seed)
    {
        var random = new Random(seed);
        var pages = new HashSet<ulong>();
        MemoryMap map = default;
        for (int step = 0; step < 2000; step++)
        {
            ulong start = (ulong)random.Next(64);
            ulong end = start + (ulong)random.Next(12);
            bool isAdded = random.Next(2) == 0;
            for (ulong page = start; page < end; page++)
            {
                _ = isAdded ? pages.Add(page) : pages.Remove(page);
            }

            if (isAdded)
            {
                MemoryMap.Add(&map, start * Page, end * Page);
            }
            else
            {
                MemoryMap.Remove(&map, start * Page, end * Page);
            }

            MemoryMap.Sort(&map);
            AssertDisjoint(&map);
            Assert.Equal((ulong)pages.Count * Page, Total(&map));
            Assert.All(Ranges(&map), range => Assert.Contains(range.Item1 / Page, pages));
        }
    }

    private static (ulong Start, ulong End)[] Ranges(MemoryMap* map)
    {
        var ranges = new (ulong, ulong)[map->Count];
        for (int i = 0; i < map->Count; i++)
        {
            ranges[i] = (map->Starts[i], map->Ends[i]);
        }

        return [.. ranges.OrderBy(range => range.Item1)];
    }

    private static ulong Total(MemoryMap* map) => Ranges(map).Aggregate(0ul, (sum, range) => sum + range.End - range.Start);

    private static void AssertDisjoint(MemoryMap* map)
    {
        (ulong Start, ulong End)[] ranges = Ranges(map);
        for (int i = 0; i < ranges.Length; i++)
        {
            Assert.True(ranges[i].Start < ranges[i].End);
            Assert.True(i == 0 || ranges[i - 1].End <= ranges[i].Start);
        }
    }
}
