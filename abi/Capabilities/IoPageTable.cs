// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Capabilities;

/// <summary>A level of a device's address space.</summary>
[CapabilityLayout(23, NamesObject = true)]
public struct IoPageTable
{
    /// <summary>Whether it is mapped.</summary>
    [Bits(5, 1)]
    public bool IsMapped;

    /// <summary>Its level.</summary>
    [Bits(6, 4)]
    public int Level;

    /// <summary>PCI bus, device and function it is mapped for.</summary>
    [Bits(0, 16, Word = 1)]
    public ulong PciAddress;

    /// <summary>First address it covers.</summary>
    [Bits(16, 48, Word = 1, IsSigned = true)]
    public ulong MappedAddress;
}
