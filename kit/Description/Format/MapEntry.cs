// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>Consecutive frames in an address space.</summary>
public struct MapEntry
{
    /// <summary>Attributes: the processor may not cache it.</summary>
    public const uint Uncached = 1;

    /// <summary>Attributes: no instructions are fetched from it.</summary>
    public const uint NoExecute = 2;

    /// <summary>The address space.</summary>
    public uint VSpace;

    /// <summary>First frame.</summary>
    public uint Object;

    /// <summary>Number of frames.</summary>
    public uint Count;

    /// <summary>Bytes of each frame, as a power of two.</summary>
    public uint SizeBits;

    /// <summary>Address of the first.</summary>
    public ulong Address;

    /// <summary><see cref="Format.Rights"/>.</summary>
    public uint Rights;

    /// <summary><see cref="Uncached"/>, <see cref="NoExecute"/>.</summary>
    public uint Attributes;

    /// <summary>Protection domain the address space belongs to.</summary>
    public uint Domain;

    /// <summary>1 when the frames are mapped already, so that copies of their capabilities are needed; otherwise 0.</summary>
    public uint IsCopy;
}
