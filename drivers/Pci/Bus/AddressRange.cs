// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Drivers.Pci.Bus;

/// <summary>Addresses at which a device answers.</summary>
internal struct AddressRange
{
    public ulong First;
    public ulong Bytes;

    /// <summary>Whether two have an address in common.</summary>
    public readonly bool Overlaps(in AddressRange other) =>
        Bytes != 0 && other.Bytes != 0 && First <= other.First + (other.Bytes - 1) && other.First <= First + (Bytes - 1);
}
