// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>A child of a component.</summary>
public struct ComponentChild
{
    /// <summary>Identifier.</summary>
    public uint Id;

    /// <summary>Slot of the child's thread.</summary>
    public uint ThreadSlot;

    /// <summary>Where it begins, to start it again.</summary>
    public ulong Entry;

    /// <summary>Its first stack pointer.</summary>
    public ulong StackTop;

    /// <summary>Its first argument.</summary>
    public ulong Argument;

    /// <summary>Offset of its name.</summary>
    public uint Name;

    /// <summary>Zero.</summary>
    public uint Reserved;
}
