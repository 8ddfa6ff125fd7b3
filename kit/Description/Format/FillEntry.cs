// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>Contents of consecutive frames.</summary>
public struct FillEntry
{
    /// <summary>Source: bytes of the layout's data. Any other is the identifier of a boot information block.</summary>
    public const uint FromData = 0;

    /// <summary>Source: how much memory there was, and how much of it is left, 8 bytes each.</summary>
    public const uint MemoryFigures = uint.MaxValue;

    /// <summary>First frame.</summary>
    public uint Object;

    /// <summary>Bytes of each frame, as a power of two.</summary>
    public uint SizeBits;

    /// <summary>Bytes from the beginning of the first frame.</summary>
    public ulong Offset;

    /// <summary>Bytes from the beginning of the layout's data.</summary>
    public ulong DataOffset;

    /// <summary>Number of bytes; of boot information the most that fit.</summary>
    public ulong Length;

    /// <summary>Where the bytes come from.</summary>
    public uint Source;

    /// <summary>Protection domain whose image it is part of; None for a memory region.</summary>
    public uint Domain;
}
