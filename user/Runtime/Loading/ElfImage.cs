// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.User.Loading;

/// <summary>A statically linked 64-bit ELF program in memory.</summary>
/// <remarks>Source: System V ABI, chapter 4 (object files): file header 64 bytes, program headers 56 bytes.</remarks>
public readonly ref struct ElfImage(ReadOnlySpan<byte> bytes)
{
    private const int HeaderBytes = 64;
    private const int ProgramHeaderBytes = 56;
    private const uint LoadType = 1;

    private readonly ReadOnlySpan<byte> bytes = bytes;

    /// <summary>Whether the bytes are a 64-bit x86-64 ELF whose program headers lie inside.</summary>
    public bool IsValid =>
        bytes.Length >= HeaderBytes
        && bytes[..4].SequenceEqual("\x7f\u0045LF"u8)
        && bytes[4] == 2
        && ReadUInt16(18) == 62
        && ReadUInt16(54) == ProgramHeaderBytes
        && ReadUInt64(32) <= (ulong)bytes.Length
        && (ulong)(SegmentCount * ProgramHeaderBytes) <= (ulong)bytes.Length - ReadUInt64(32);

    /// <summary>Address of the first instruction.</summary>
    public ulong Entry => ReadUInt64(24);

    /// <summary>Number of program headers.</summary>
    public int SegmentCount => ReadUInt16(56);

    /// <summary>Reads a loadable segment; false for headers of other kinds and for contents outside the file.</summary>
    public bool TryGetSegment(int index, out ElfSegment segment, out ReadOnlySpan<byte> contents)
    {
        var header = (int)ReadUInt64(32) + (index * ProgramHeaderBytes);
        var offset = ReadUInt64(header + 8);
        var fileSize = ReadUInt64(header + 32);
        segment.Address = ReadUInt64(header + 16);
        segment.MemorySize = ReadUInt64(header + 40);
        segment.IsWritable = (ReadUInt32(header + 4) & 2) != 0;
        contents = default;
        if (ReadUInt32(header) != LoadType || offset > (ulong)bytes.Length
            || fileSize > (ulong)bytes.Length - offset || fileSize > segment.MemorySize)
        {
            return false;
        }

        contents = bytes.Slice((int)offset, (int)fileSize);
        return true;
    }

    private ulong ReadUInt64(int offset) => ReadUInt32(offset) | ((ulong)ReadUInt32(offset + 4) << 32);

    private uint ReadUInt32(int offset) => ReadUInt16(offset) | ((uint)ReadUInt16(offset + 2) << 16);

    private ushort ReadUInt16(int offset) => (ushort)(bytes[offset] | (bytes[offset + 1] << 8));
}
