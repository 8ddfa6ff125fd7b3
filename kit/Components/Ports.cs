// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.User;

namespace Caprock.Kit.Components;

/// <summary>A range of I/O ports; addresses are those of the machine.</summary>
public readonly unsafe struct Ports
{
    private readonly ComponentPorts* entry;

    internal Ports(ComponentPorts* entry) => this.entry = entry;

    /// <summary>First port.</summary>
    public ushort First => (ushort)entry->First;

    private IoPort Capability => new(entry->Slot);

    /// <summary>Reads a byte.</summary>
    public byte Read8(ushort port)
    {
        Require.Success(Capability.In8(port, out var value));
        return value;
    }

    /// <summary>Reads 16 bits.</summary>
    public ushort Read16(ushort port)
    {
        Require.Success(Capability.In16(port, out var value));
        return value;
    }

    /// <summary>Reads 32 bits.</summary>
    public uint Read32(ushort port)
    {
        Require.Success(Capability.In32(port, out var value));
        return value;
    }

    /// <summary>Writes a byte.</summary>
    public void Write8(ushort port, byte value) => Require.Success(Capability.Out8(port, value));

    /// <summary>Writes 16 bits.</summary>
    public void Write16(ushort port, ushort value) => Require.Success(Capability.Out16(port, value));

    /// <summary>Writes 32 bits.</summary>
    public void Write32(ushort port, uint value) => Require.Success(Capability.Out32(port, value));
}
