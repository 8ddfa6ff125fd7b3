// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Drivers.Pci.Protocol;

/// <summary>Kinds of capabilities. Source: PCI Code and ID Assignment Specification 1.11, 2.</summary>
public static class PciCapability
{
    /// <summary>Message signalled interrupts.</summary>
    public const uint Messages = 0x05;

    /// <summary>What the vendor says, of which virtio makes use.</summary>
    public const uint VendorSpecific = 0x09;

    /// <summary>Message signalled interrupts with a table.</summary>
    public const uint MessageTable = 0x11;
}
