// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Caprock.Services.Net;

/// <summary>The one interface of a stack and the ways it knows. Addresses in the fields are as they lie in frames.</summary>
internal struct Interface
{
    /// <summary>The station's Ethernet address.</summary>
    public MacAddress Mac;

    /// <summary>The station's address; 0 without one.</summary>
    public uint AddressWire;

    /// <summary>The bits of an address that name the network.</summary>
    public uint MaskWire;

    /// <summary>The way out of the network; 0 without one.</summary>
    public uint GatewayWire;

    /// <summary>Whether the interface has an address.</summary>
    public readonly bool IsConfigured => AddressWire != 0;

    /// <summary>Everybody on the network.</summary>
    public readonly uint BroadcastWire => AddressWire | ~MaskWire;

    /// <summary>An address as it lies in a frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ToWire(Ipv4Address address) => BinaryPrimitives.ReverseEndianness(address.Value);

    /// <summary>An address from a frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ipv4Address FromWire(uint wire) => new(BinaryPrimitives.ReverseEndianness(wire));

    /// <summary>Whether a destination stands for everybody on the network.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool IsBroadcast(uint wire) => wire == uint.MaxValue || (IsConfigured && wire == BroadcastWire && ~MaskWire != 0);

    /// <summary>Whether a packet may come from there: one station, and not this one. Source: RFC 1122, 3.2.1.3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool IsPossibleSource(uint wire)
    {
        // The first part lies in the lowest byte: 1 to 223, and not 127.
        var first = (byte)wire;
        return (byte)(first - 1) < 223 && first != 127 && wire != AddressWire && (wire != BroadcastWire || ~MaskWire == 0 || !IsConfigured);
    }

    /// <summary>The next station on the way to a destination.</summary>
    public readonly bool TryRoute(uint destinationWire, out uint hopWire)
    {
        hopWire = destinationWire;
        if (!IsConfigured || destinationWire == AddressWire)
        {
            return IsBroadcast(destinationWire);
        }

        if (((destinationWire ^ AddressWire) & MaskWire) == 0 || destinationWire == uint.MaxValue)
        {
            return true;
        }

        hopWire = GatewayWire;
        return GatewayWire != 0 && FromWire(destinationWire).IsUnicast;
    }
}
