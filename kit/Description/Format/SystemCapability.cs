// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>A capability in a capability space, as one component is told about all of them.</summary>
public struct SystemCapability
{
    /// <summary>Badge.</summary>
    public ulong Badge;

    /// <summary>Slot.</summary>
    public uint Slot;

    /// <summary>1 when the slot is one of those for shared capabilities; otherwise 0.</summary>
    public uint IsShared;

    /// <summary>What it leads to.</summary>
    public ObjectKind Kind;

    /// <summary><see cref="Format.Rights"/>.</summary>
    public uint Rights;

    /// <summary>Offset of the name of whom the object belongs to.</summary>
    public uint Owner;

    /// <summary>Of ports the first, with the number of them in the upper half; of an interrupt its vector.</summary>
    public uint Detail;
}
