// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components.Systems;

/// <summary>What a device behind an IOMMU sees: the element io_address_space.</summary>
/// <param name="name">Its name.</param>
/// <param name="peripheralId">The device, as bus:device.function.</param>
/// <param name="domainId">Its number in the IOMMU.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class IoAddressSpaceAttribute(string name, string peripheralId, uint domainId) : Attribute
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>The device, as bus:device.function.</summary>
    public string PeripheralId { get; } = peripheralId;

    /// <summary>Its number in the IOMMU.</summary>
    public uint DomainId { get; } = domainId;
}
