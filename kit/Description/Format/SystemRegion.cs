// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>A memory region, as one component is told about all of them.</summary>
public struct SystemRegion
{
    /// <summary>Bytes.</summary>
    public ulong Bytes;

    /// <summary>Physical address; NoAddress for anywhere.</summary>
    public ulong PhysicalAddress;

    /// <summary>Offset of its name.</summary>
    public uint Name;

    /// <summary>Bytes of its pages.</summary>
    public uint PageBytes;
}
