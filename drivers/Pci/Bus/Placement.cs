// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;

namespace Caprock.Drivers.Pci.Bus;

/// <summary>Puts the devices' registers where the description has them, and sees that no two answer at one address.</summary>
internal static class Placement
{
    private const ulong PageBytes = 0x1000;
    private const int DigitBytes = 1;

    /// <summary>From the I/O APIC upwards the addresses below 4 GiB are the processor's and the firmware's.</summary>
    private const ulong FirstReserved = 0xfec0_0000;
    private const ulong FirstBehind = 0x1_0000_0000;

    private static AddressRanges ranges;
    private static int count;

    /// <summary>Places the ranges of a client's device for which there are regions, named CLIENT_barN; the others stay.</summary>
    public static void Place(Channel client, Function function)
    {
        for (uint i = 0; i < BaseAddress.Count; i++)
        {
            var bar = new BaseAddress(function, i);
            if (TryFindRegion(client, i, out var region))
            {
                Check(bar, region);
                bar.Place(region.PhysicalAddress);
                Claim(region.PhysicalAddress, Math.Max(bar.Bytes, PageBytes));
            }
            else
            {
                Claim(bar.Address, bar.Bytes);
            }

            i += bar.IsLong ? 1u : 0;
        }
    }

    private static void Check(in BaseAddress bar, Region region)
    {
        if (bar.Bytes == 0)
        {
            Failure.Stop("a region is named for a base address register that is no memory"u8);
        }

        var room = Math.Max(bar.Bytes, PageBytes);
        if (region.Length > room || (region.PhysicalAddress & (room - 1)) != 0)
        {
            Failure.Stop("a region for a base address register is larger than the device's range, or not aligned to its size"u8);
        }

        var isBehind = region.PhysicalAddress >= FirstBehind;
        if (!isBehind && (region.PhysicalAddress >= FirstReserved || room > FirstReserved - region.PhysicalAddress))
        {
            Failure.Stop("a region for a base address register reaches into what the processor uses, from 0xfec00000"u8);
        }

        if (!bar.IsLong && isBehind)
        {
            Failure.Stop("a region for a base address register of 32 bits lies behind 4 GiB"u8);
        }
    }

    private static void Claim(ulong first, ulong bytes)
    {
        AddressRange range;
        range.First = first;
        range.Bytes = bytes;
        for (var i = 0; i < count; i++)
        {
            if (ranges[i].Overlaps(range))
            {
                Failure.Stop("two ranges of devices overlap; give the regions other physical addresses"u8);
            }
        }

        ranges[count] = range;
        count++;
    }

    private static bool TryFindRegion(Channel client, uint bar, out Region region)
    {
        for (var i = 0; i < Configuration.RegionCount; i++)
        {
            region = Configuration.Region(i);
            if (IsName(region.Name, client.PeerName, (byte)('0' + bar)))
            {
                return true;
            }
        }

        region = default;
        return false;
    }

    private static bool IsName(ReadOnlySpan<byte> name, ReadOnlySpan<byte> client, byte digit)
    {
        var suffix = "_bar"u8;
        return name.Length == client.Length + suffix.Length + DigitBytes
            && name[..client.Length].SequenceEqual(client)
            && name.Slice(client.Length, suffix.Length).SequenceEqual(suffix)
            && name[^1] == digit;
    }
}
