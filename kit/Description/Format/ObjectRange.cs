// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>Objects of the same kind with consecutive numbers.</summary>
public struct ObjectRange
{
    /// <summary>What they are.</summary>
    public ObjectKind Kind;

    /// <summary>Bytes of each, as a power of two; for a CNode its slots, as a power of two.</summary>
    public uint SizeBits;

    /// <summary>Number of the first.</summary>
    public uint First;

    /// <summary>How many.</summary>
    public uint Count;

    /// <summary>Protection domain they belong to; None for what several share.</summary>
    public uint Domain;

    /// <summary>Offset of their name, for messages.</summary>
    public uint Name;

    /// <summary>Physical address of the first; NoAddress for anywhere.</summary>
    public ulong PhysicalAddress;
}
