// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>Address space of a device behind the IOMMU.</summary>
public struct IoSpaceEntry
{
    /// <summary>The space as an object.</summary>
    public uint Object;

    /// <summary>Its number in the IOMMU.</summary>
    public uint DomainId;

    /// <summary>Device: bus in bits 8 to 15, number in bits 3 to 7, function in bits 0 to 2.</summary>
    public ulong Device;
}
