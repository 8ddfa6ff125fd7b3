// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.ImageServer;

/// <summary>An archive of files in memory, in the form that tar calls ustar.</summary>
/// <remarks>
/// Nothing is believed that reaches beyond the memory; the first header that is wrong ends the archive. Links, devices and the headers of
/// other forms
/// are passed over. Source: IEEE Std 1003.1-2017, pax, "ustar Interchange Format".
/// </remarks>
internal readonly ref struct TarArchive(ReadOnlySpan<byte> memory)
{
    /// <summary>Bytes of a name at most: a prefix of 155, a slash, and 100.</summary>
    public const int MostNameBytes = 256;

    /// <summary>Bytes of a block.</summary>
    public const int BlockBytes = 512;

    private const int NameLength = 100;
    private const int SizeOffset = 124;
    private const int SizeLength = 12;
    private const int ChecksumOffset = 148;
    private const int ChecksumLength = 8;
    private const int KindOffset = 156;
    private const int MarkOffset = 257;
    private const int PrefixOffset = 345;
    private const int PrefixLength = 155;

    private readonly ReadOnlySpan<byte> memory = memory;

    /// <summary>Reads the header in a block; false when there is none, and so no further one.</summary>
    public bool TryRead(uint block, out TarEntry entry)
    {
        entry = default;
        var at = (ulong)block * BlockBytes;
        if (at + BlockBytes > (ulong)memory.Length)
        {
            return false;
        }

        var header = memory.Slice((int)at, BlockBytes);
        if (!header.Slice(MarkOffset, 5).SequenceEqual("ustar"u8) || !TryOctal(header.Slice(ChecksumOffset, ChecksumLength), out var sum)
            || sum != Sum(header) || !TryOctal(header.Slice(SizeOffset, SizeLength), out var size)
            || size > (ulong)memory.Length - at - BlockBytes)
        {
            return false;
        }

        var kind = header[KindOffset];
        entry.Block = block;
        entry.Size = (uint)size;
        entry.Next = (uint)(block + 1 + ((size + BlockBytes - 1) / BlockBytes));
        entry.IsDirectory = kind == (byte)'5';
        entry.IsKnown = kind is (byte)'0' or 0 or (byte)'5';
        return true;
    }

    /// <summary>The contents of a file.</summary>
    public ReadOnlySpan<byte> Contents(TarEntry entry) => memory.Slice((int)((entry.Block + 1) * BlockBytes), (int)entry.Size);

    /// <summary>Copies the name of an entry without slashes at its ends; gives its bytes.</summary>
    public int CopyName(TarEntry entry, Span<byte> name)
    {
        var header = memory.Slice((int)(entry.Block * BlockBytes), BlockBytes);
        var count = Append(header.Slice(PrefixOffset, PrefixLength), name, 0);
        if (count != 0)
        {
            name[count++] = (byte)'/';
        }

        return PathText.Normalise(name, Append(header[..NameLength], name, count));
    }

    /// <summary>Finds an entry by its name, which has no slashes at its ends; false when there is none.</summary>
    public bool TryFind(ReadOnlySpan<byte> path, Span<byte> scratch, out TarEntry entry)
    {
        for (uint block = 0; TryRead(block, out entry); block = entry.Next)
        {
            if (entry.IsKnown && scratch[..CopyName(entry, scratch)].SequenceEqual(path))
            {
                return true;
            }
        }

        return false;
    }

    private static int Append(ReadOnlySpan<byte> field, Span<byte> name, int count)
    {
        for (var i = 0; i < field.Length && field[i] != 0; i++)
        {
            name[count++] = field[i];
        }

        return count;
    }

    private static ulong Sum(ReadOnlySpan<byte> header)
    {
        ulong sum = 0;
        for (var i = 0; i < header.Length; i++)
        {
            sum += i - ChecksumOffset is >= 0 and < ChecksumLength ? (byte)' ' : header[i];
        }

        return sum;
    }

    private static bool TryOctal(ReadOnlySpan<byte> field, out ulong value)
    {
        value = 0;
        var digits = 0;
        for (var i = 0; i < field.Length && field[i] is not (0 or (byte)' '); i++)
        {
            if (field[i] is < (byte)'0' or > (byte)'7')
            {
                return false;
            }

            value = (value << 3) | (field[i] - (uint)'0');
            digits++;
        }

        return digits != 0;
    }
}
