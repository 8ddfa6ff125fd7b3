// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>A capability in a CNode.</summary>
public struct CapabilityEntry
{
    /// <summary>Object it leads to.</summary>
    public uint Object;

    /// <summary>CNode it lies in.</summary>
    public uint CNode;

    /// <summary>Slot there.</summary>
    public uint Slot;

    /// <summary><see cref="Format.Rights"/>.</summary>
    public uint Rights;

    /// <summary>Slots of the CNode, as a power of two.</summary>
    public uint CNodeBits;

    /// <summary>Zero.</summary>
    public uint Reserved;

    /// <summary>Badge; for a CNode its guard (bits 6 up) with the guard's size (bits 0 to 5).</summary>
    public ulong Badge;
}
