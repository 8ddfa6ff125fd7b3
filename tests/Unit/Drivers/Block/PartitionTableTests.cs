// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using Caprock.Drivers.Block.Virtualiser;

namespace Caprock.Tests.Unit.Drivers.Block;

/// <summary>Partition tables, also wrong and hostile ones.</summary>
public sealed class PartitionTableTests
{
    private const ulong Capacity = 100_000;

    [Fact]
    public void Primary_partitions_are_found_by_number()
    {
        var disk = Mbr((1, 0x0c, 2048, 5000), (3, 0x83, 10_000, 90_000));

        Assert.Equal((true, 2048ul, 5000ul), Find(disk, 1));
        Assert.Equal((true, 10_000ul, 90_000ul), Find(disk, 3));
        Assert.False(Find(disk, 2).Found);
        Assert.False(Find(disk, 0).Found);
        Assert.False(Find(disk, 5).Found);
    }

    [Theory]
    [InlineData(0u, 100u)]
    [InlineData(100u, 0u)]
    [InlineData(99_999u, 2u)]
    [InlineData(100_000u, 1u)]
    [InlineData(1u, 0xffff_ffffu)]
    [InlineData(0xffff_ffffu, 0xffff_ffffu)]
    public void A_partition_that_is_not_all_on_the_disk_or_has_the_table_in_it_is_none(uint start, uint count) =>
        Assert.False(Find(Mbr((1, 0x0c, start, count)), 1).Found);

    [Fact]
    public void A_disk_without_a_mark_has_no_partitions()
    {
        var disk = Mbr((1, 0x0c, 2048, 5000));
        disk[511] = 0;

        Assert.False(Find(disk, 1).Found);
        Assert.False(Find([], 1).Found);
    }

    [Fact]
    public void Partitions_of_a_GPT_are_found_by_number()
    {
        var disk = Gpt((1, 2048, 4095), (128, 50_000, 99_999));

        Assert.Equal((true, 2048ul, 2048ul), Find(disk, 1));
        Assert.Equal((true, 50_000ul, 50_000ul), Find(disk, 128));
        Assert.False(Find(disk, 2).Found);
        Assert.False(Find(disk, 129).Found);
    }

    [Theory]
    [InlineData(100, 99)]
    [InlineData(100, 100_000)]
    [InlineData(0, 10)]
    public void A_GPT_partition_that_is_not_all_on_the_disk_is_none(uint first, uint last) =>
        Assert.False(Find(Gpt((1, first, last)), 1).Found);

    [Fact]
    public void A_GPT_with_any_byte_of_header_or_entries_changed_is_not_believed()
    {
        var good = Gpt((1, 2048, 4095));
        for (var at = 512; at < 34 * 512; at += at < 1024 ? 1 : 61)
        {
            if (at is >= 512 + 92 and < 1024)
            {
                continue;
            }

            var disk = (byte[])good.Clone();
            disk[at] ^= 0x10;
            Assert.False(Find(disk, 1).Found, $"byte {at}");
        }
    }

    [Fact]
    public void Garbage_is_survived()
    {
        var random = new Random(5);
        for (var i = 0; i < 3000; i++)
        {
            var disk = Gpt((1, 2048, 4095));
            for (var changes = random.Next(1, 8); changes > 0; changes--)
            {
                disk[random.Next(446, 1024)] = (byte)random.Next(256);
            }

            if (random.Next(2) == 0)
            {
                Sign(disk, (uint)random.Next(600), (uint)random.Next(20_000));
            }

            for (uint number = 0; number < 5; number++)
            {
                var (found, start, count) = Find(disk[..(random.Next(1, 35) * 512)], number);
                Assert.True(!found || (start != 0 && start < Capacity && count <= Capacity - start));
            }
        }
    }

    [Fact]
    public void The_sum_is_that_of_the_standard() => Assert.Equal(0xcbf4_3926u, Crc32.End(Crc32.Add(Crc32.Start, "123456789"u8)));

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(99, 1, true)]
    [InlineData(0, 100, true)]
    [InlineData(99, 2, false)]
    [InlineData(100, 1, false)]
    [InlineData(0, 0, false)]
    [InlineData(0xffff_ffff_ffff, 1, false)]
    [InlineData(0xffff_ffff_ffff, 65535, false)]
    public void A_client_has_the_blocks_of_its_range_and_no_others(ulong block, uint count, bool expected)
    {
        var range = new BlockRange { Start = 1000, Count = 100 };

        Assert.Equal(expected, range.Has(block, count));
    }

    private static (bool Found, ulong Start, ulong Count) Find(byte[] disk, uint number)
    {
        var found = PartitionTable.TryFind(disk, Capacity, number, out var start, out var count);
        return (found, start, count);
    }

    private static byte[] Mbr(params (int Number, byte Kind, uint Start, uint Count)[] partitions)
    {
        var disk = new byte[34 * 512];
        foreach (var (number, kind, start, count) in partitions)
        {
            var entry = disk.AsSpan(446 + ((number - 1) * 16), 16);
            entry[4] = kind;
            BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], start);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[12..], count);
        }

        disk[510] = 0x55;
        disk[511] = 0xaa;
        return disk;
    }

    private static byte[] Gpt(params (int Number, uint First, uint Last)[] partitions)
    {
        var disk = Mbr((1, 0xee, 1, 99_999));
        var header = disk.AsSpan(512, 512);
        "EFI PART"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], 0x10000);
        BinaryPrimitives.WriteUInt64LittleEndian(header[72..], 2);
        BinaryPrimitives.WriteUInt32LittleEndian(header[80..], 128);
        BinaryPrimitives.WriteUInt32LittleEndian(header[84..], 128);
        foreach (var (number, first, last) in partitions)
        {
            var entry = disk.AsSpan(1024 + ((number - 1) * 128), 128);
            entry[..16].Fill(7);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[32..], first);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[40..], last);
        }

        Sign(disk, 92, 128 * 128);
        return disk;
    }

    private static void Sign(byte[] disk, uint headerBytes, uint entriesBytes)
    {
        var header = disk.AsSpan(512);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], headerBytes);
        var entries = disk.AsSpan(1024, (int)Math.Min(entriesBytes, 32 * 512));
        BinaryPrimitives.WriteUInt32LittleEndian(header[88..], Crc32.End(Crc32.Add(Crc32.Start, entries)));
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 0);
        var sum = Crc32.End(Crc32.Add(Crc32.Start, header[..(int)headerBytes]));
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], sum);
    }
}
