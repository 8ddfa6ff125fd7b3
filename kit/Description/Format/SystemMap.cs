// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>A memory region in an address space, as one component is told about all of them.</summary>
public struct SystemMap
{
    /// <summary>Where it begins.</summary>
    public ulong Address;

    /// <summary>The memory region.</summary>
    public uint Region;

    /// <summary>1 for read, 2 for write, 4 for execute, added up.</summary>
    public uint Permissions;
}
