// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>An interrupt of a component.</summary>
public struct ComponentInterrupt
{
    /// <summary>Identifier.</summary>
    public uint Id;

    /// <summary>Slot of the handler.</summary>
    public uint Slot;
}
