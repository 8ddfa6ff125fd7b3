// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Drivers.Block.Virtualiser;

/// <summary>The partitions of a disk, from its first blocks.</summary>
/// <remarks>
/// Nothing is believed that reaches beyond the disk. Source: UEFI Specification 2.10, 5.2 (MBR), 5.3 (GPT). Not handled: logical
/// partitions in
/// an extended one, and the second copy of a GPT.
/// </remarks>
internal static class PartitionTable
{
    /// <summary>Blocks that are looked at: the MBR, the GPT's header and 128 entries of 128 bytes.</summary>
    public const uint Blocks = 34;

    private const int BlockBytes = 512;
    private const int MbrEntries = 446;
    private const int MbrEntryBytes = 16;
    private const int MbrCount = 4;
    private const byte ProtectiveKind = 0xee;
    private const ushort MbrMark = 0xaa55;
    private const ulong GptMark = 0x5452_4150_2049_4645;
    private const int LeastEntryBytes = 128;

    /// <summary>Finds a partition by its number, from 1 on, in the first blocks of a disk; false when there is none.</summary>
    public static bool TryFind(ReadOnlySpan<byte> disk, ulong capacity, uint number, out ulong start, out ulong count)
    {
        start = 0;
        count = 0;
        if (number == 0 || disk.Length < BlockBytes || Get(disk, BlockBytes - 2, 2) != MbrMark)
        {
            return false;
        }

        var isFound = IsProtective(disk)
            ? TryFindGpt(disk, capacity, number, ref start, ref count)
            : TryFindMbr(disk, number, ref start, ref count);
        return isFound && start != 0 && count != 0 && start < capacity && count <= capacity - start;
    }

    private static bool IsProtective(ReadOnlySpan<byte> disk)
    {
        for (var i = 0; i < MbrCount; i++)
        {
            if (disk[MbrEntries + (i * MbrEntryBytes) + 4] == ProtectiveKind)
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryFindMbr(ReadOnlySpan<byte> disk, uint number, ref ulong start, ref ulong count)
    {
        if (number > MbrCount || disk[MbrEntries + ((int)(number - 1) * MbrEntryBytes) + 4] == 0)
        {
            return false;
        }

        var entry = MbrEntries + ((int)(number - 1) * MbrEntryBytes);
        start = Get(disk, entry + 8, 4);
        count = Get(disk, entry + 12, 4);
        return true;
    }

    private static bool TryFindGpt(ReadOnlySpan<byte> disk, ulong capacity, uint number, ref ulong start, ref ulong count)
    {
        if (disk.Length < 2 * BlockBytes || Get(disk, BlockBytes, 8) != GptMark)
        {
            return false;
        }

        var headerBytes = Get(disk, BlockBytes + 12, 4);
        var entries = Get(disk, BlockBytes + 72, 8) * BlockBytes;
        var entryCount = Get(disk, BlockBytes + 80, 4);
        var entryBytes = Get(disk, BlockBytes + 84, 4);
        if (headerBytes is < 92 or > BlockBytes || entryBytes is < LeastEntryBytes or > BlockBytes || entryCount > 128
            || entries / BlockBytes != Get(disk, BlockBytes + 72, 8) || entries > (ulong)disk.Length
            || entryCount * entryBytes > (ulong)disk.Length - entries || number > entryCount)
        {
            return false;
        }

        // The header's sum is taken with the field of the sum itself as zero.
        var sum = Crc32.Add(Crc32.Start, disk.Slice(BlockBytes, 16));
        sum = Crc32.Add(sum, "\0\0\0\0"u8);
        sum = Crc32.Add(sum, disk.Slice(BlockBytes + 20, (int)headerBytes - 20));
        var entriesSum = Crc32.Add(Crc32.Start, disk.Slice((int)entries, (int)(entryCount * entryBytes)));
        if (Crc32.End(sum) != Get(disk, BlockBytes + 16, 4) || Crc32.End(entriesSum) != Get(disk, BlockBytes + 88, 4))
        {
            return false;
        }

        var entry = (int)(entries + ((number - 1) * entryBytes));
        start = Get(disk, entry + 32, 8);
        var last = Get(disk, entry + 40, 8);
        count = last - start + 1;
        return (Get(disk, entry, 8) | Get(disk, entry + 8, 8)) != 0 && last >= start && last < capacity;
    }

    private static ulong Get(ReadOnlySpan<byte> disk, int offset, int bytes)
    {
        ulong value = 0;
        for (var i = bytes - 1; i >= 0; i--)
        {
            value = (value << 8) | disk[offset + i];
        }

        return value;
    }
}
