// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>I/O ports of a component.</summary>
public struct ComponentPorts
{
    /// <summary>Identifier.</summary>
    public uint Id;

    /// <summary>Slot of the capability.</summary>
    public uint Slot;

    /// <summary>First port.</summary>
    public uint First;

    /// <summary>Number of ports.</summary>
    public uint Count;
}
