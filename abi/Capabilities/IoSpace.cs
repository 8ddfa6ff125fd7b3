// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Capabilities;

/// <summary>The address space of a device behind an IOMMU.</summary>
[CapabilityLayout(22)]
public struct IoSpace
{
    /// <summary>PCI bus, device and function, zero while none is named.</summary>
    [Bits(0, 16, Word = 1)]
    public ulong PciAddress;

    /// <summary>Translation domain.</summary>
    [Bits(16, 16, Word = 1)]
    public ulong DomainId;
}
