// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>A memory region of a component.</summary>
public struct ComponentRegion
{
    /// <summary>Where it begins.</summary>
    public ulong Address;

    /// <summary>Its bytes.</summary>
    public ulong Bytes;

    /// <summary>Its physical address; NoAddress when it has none.</summary>
    public ulong PhysicalAddress;

    /// <summary>Offset of its name.</summary>
    public uint Name;

    /// <summary>1 for read, 2 for write, 4 for execute, added up.</summary>
    public uint Permissions;
}
