// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>A variable to set, inside one frame.</summary>
public struct PatchEntry
{
    /// <summary>The frame.</summary>
    public uint Object;

    /// <summary>Bytes from its beginning.</summary>
    public uint Offset;

    /// <summary>Number of bytes, 1 to 8, lowest first.</summary>
    public uint Length;

    /// <summary>Protection domain the variable belongs to.</summary>
    public uint Domain;

    /// <summary>The value.</summary>
    public ulong Value;
}
