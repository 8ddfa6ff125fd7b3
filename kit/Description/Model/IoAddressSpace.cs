// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Model;

/// <summary>What a device behind an IOMMU can access.</summary>
/// <param name="Position">Where it is described.</param>
/// <param name="Name">Its name.</param>
/// <param name="Device">The device.</param>
/// <param name="DevicePosition">Where the device stands.</param>
/// <param name="DomainId">Its number in the IOMMU.</param>
/// <param name="Maps">Memory regions the device can access.</param>
public sealed record IoAddressSpace(
    SourcePosition Position,
    string Name,
    PciAddress Device,
    SourcePosition DevicePosition,
    Identifier DomainId,
    IReadOnlyList<RegionMap> Maps);
