// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>A range of I/O ports.</summary>
public struct PortEntry
{
    /// <summary>The range as an object.</summary>
    public uint Object;

    /// <summary>First port.</summary>
    public ushort First;

    /// <summary>Last port.</summary>
    public ushort Last;
}
