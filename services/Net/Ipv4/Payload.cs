// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Net.Ipv4;

/// <summary>A packet whose header was checked, and what follows the header: so many bytes lie in the frame.</summary>
internal readonly unsafe struct Payload(byte* packet, int headerBytes, int length)
{
    private readonly byte* packet = packet;
    private readonly ushort headerBytes = (ushort)headerBytes;
    private readonly ushort length = (ushort)length;

    /// <summary>The packet's header.</summary>
    public byte* Packet => packet;

    /// <summary>What follows the header.</summary>
    public byte* Data => packet + headerBytes;

    /// <summary>Bytes of it.</summary>
    public int Length => length;

    /// <summary>Where the packet comes from.</summary>
    public uint SourceWire
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => *(uint*)(packet + Ipv4Header.SourceAddress);
    }

    /// <summary>Where it goes.</summary>
    public uint DestinationWire
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => *(uint*)(packet + Ipv4Header.DestinationAddress);
    }

    /// <summary>Whether the checksum over pseudo-header and payload is right.</summary>
    public bool HasValidChecksum(byte protocol)
    {
        var sum = Checksum.PseudoHeader(SourceWire, DestinationWire, protocol, Length);
        return Checksum.Fold(Checksum.Add(sum, Data, Length)) == 0xffff;
    }
}
