// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Generic;

namespace Caprock.Kernel.Arch.Host;

/// <summary>I/O ports that read as what was last written, and remember the accesses.</summary>
public sealed class HostPorts
{
    private readonly byte[] bytes = new byte[1 << 16];

    /// <summary>Every access: port, width in bytes, value, whether it was a write.</summary>
    public List<(ulong Port, int Width, uint Value, bool IsWrite)> Accesses { get; } = [];

    /// <summary>Reads little-endian.</summary>
    public uint Read(ulong port, int width)
    {
        uint value = 0;
        for (var i = 0; i < width; i++)
        {
            value |= (uint)bytes[(port + (ulong)i) & 0xffff] << (8 * i);
        }

        Accesses.Add((port, width, value, false));
        return value;
    }

    /// <summary>Writes little-endian.</summary>
    public void Write(ulong port, int width, uint value)
    {
        for (var i = 0; i < width; i++)
        {
            bytes[(port + (ulong)i) & 0xffff] = (byte)(value >> (8 * i));
        }

        Accesses.Add((port, width, value, true));
    }
}
