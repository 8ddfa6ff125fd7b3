// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>Consecutive frames in the address space of a device. How many tables they need depends on the machine.</summary>
public struct IoMapEntry
{
    /// <summary>The space.</summary>
    public uint IoSpace;

    /// <summary>First frame, of 4 KiB.</summary>
    public uint Object;

    /// <summary>Number of frames.</summary>
    public uint Count;

    /// <summary><see cref="Format.Rights"/>.</summary>
    public uint Rights;

    /// <summary>Address of the first.</summary>
    public ulong Address;
}
