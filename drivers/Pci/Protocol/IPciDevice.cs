// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;

namespace Caprock.Drivers.Pci.Protocol;

/// <summary>What the driver of a PCI device asks of the bus about its own device, which is the one that the description gives it.</summary>
[Procedures]
public interface IPciDevice
{
    /// <summary>Vendor in the lower half, device in the upper; all ones when there is no device.</summary>
    uint Identity();

    /// <summary>Reads an aligned word of the first 256 bytes of configuration space; all ones when there is none.</summary>
    uint Read(uint offset);

    /// <summary>
    /// Finds a capability of the device; zero when it has none of this kind. Give zero for the first, an offset for the next.
    /// </summary>
    uint FindCapability(uint kind, uint after);

    /// <summary>Lets the device answer at its memory addresses and access memory; false when there is no device.</summary>
    bool Start();

    /// <summary>Ends the device's accesses to memory.</summary>
    void Stop();

    /// <summary>
    /// Has the device interrupt by messages: with MSI by one to this vector; with MSI-X by those that the driver writes into its table.
    /// False when it has neither.
    /// </summary>
    bool EnableMessages(uint vector);
}
