// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Caprock.Services.Net.Dhcp;
using Caprock.Services.Net.Ipv4;

namespace Caprock.Services.Net.Udp;

/// <summary>Received datagrams.</summary>
internal static unsafe class UdpInput
{
    /// <summary>Checks a datagram and puts it into the queue of its port.</summary>
    public static Verdict Receive(NetworkState* net, byte* frame, Payload payload, FrameFlags flags, bool isMine)
    {
        var header = payload.Data;
        if (payload.Length < UdpHeader.Bytes)
        {
            return Malformed(net);
        }

        int length = NetworkOrder.Read16(header + UdpHeader.Length);
        if (length < UdpHeader.Bytes || length > payload.Length)
        {
            return Malformed(net);
        }

        var hasChecksum = *(ushort*)(header + UdpHeader.CheckSum) != 0;
        if (hasChecksum && (flags & FrameFlags.TransportChecksumValid) == 0)
        {
            var exact = new Payload(payload.Packet, (int)(payload.Data - payload.Packet), length);
            if (!exact.HasValidChecksum(Ipv4Header.Udp))
            {
                net->Statistics.BadChecksums++;
                return Verdict.Done;
            }
        }

        if (!isMine && !net->Interface.IsBroadcast(payload.DestinationWire) && net->Interface.IsConfigured)
        {
            return Malformed(net);
        }

        return Deliver(net, frame, payload, length - UdpHeader.Bytes, isMine);
    }

    /// <summary>
    /// Writes the headers of a datagram around data that is already in the frame; what the destination's Ethernet address is comes later.
    /// </summary>
    /// <param name="net">The stack.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="portsWire">Source port, and in the upper half the destination port, as they lie in memory.</param>
    /// <param name="destinationWire">Destination address.</param>
    /// <param name="dataLength">Bytes of data.</param>
    /// <param name="dataSum">Sum of the data; with <paramref name="isPartial"/> of nothing.</param>
    /// <param name="isPartial">Whether the link completes the checksum.</param>
    public static int WriteHeaders(
        NetworkState* net, byte* frame, uint portsWire, uint destinationWire, int dataLength, ulong dataSum, bool isPartial)
    {
        var length = UdpHeader.Bytes + dataLength;
        var header = frame + Ipv4Header.PayloadInFrame;
        var source = net->Interface.AddressWire;
        var lengthWire = BinaryPrimitives.ReverseEndianness((ushort)length);
        var sum = Checksum.PseudoHeader(source, destinationWire, Ipv4Header.Udp, length);
        Ethernet.EthernetHeader.Write(frame, MacAddress.Broadcast, net->Interface.Mac, Frame.Ipv4Type);
        Ipv4Header.Write(frame + Ipv4Header.InFrame, Ipv4Header.MinimumBytes + length, Ipv4Header.Udp, source, destinationWire);
        ushort checksum;
        if (isPartial)
        {
            checksum = Checksum.Fold(sum);
        }
        else
        {
            checksum = Checksum.Finish(sum + portsWire + lengthWire + dataSum);
            checksum = checksum == 0 ? (ushort)0xffff : checksum;
        }

        *(ulong*)header = portsWire | ((ulong)lengthWire << 32) | ((ulong)checksum << 48);
        return Ipv4Header.PayloadInFrame + length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Verdict Deliver(NetworkState* net, byte* frame, Payload payload, int dataLength, bool isMine)
    {
        var header = payload.Data;
        var portWire = *(ushort*)(header + UdpHeader.DestinationPort);
        var socket = net->Interface.IsConfigured ? net->Udp.FindPort(portWire) : null;
        if (socket == null)
        {
            return Elsewhere(net, payload, dataLength, isMine);
        }

        var place = net->Udp.PlaceToPut(socket);
        if (place == null)
        {
            net->Statistics.QueueFull++;
            return Verdict.Done;
        }

        place->FrameAddress = frame;
        place->DataAddress = header + UdpHeader.Bytes;
        place->DataLength = (ushort)dataLength;
        place->Source = new Endpoint(Interface.FromWire(payload.SourceWire), NetworkOrder.Read16(header));
        socket->Put++;
        net->Statistics.DatagramsReceived++;
        return Verdict.Kept;
    }

    /// <summary>A datagram for no socket: one of the stack's own clients, or nobody.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Verdict Elsewhere(NetworkState* net, Payload payload, int dataLength, bool isMine)
    {
        var ports = *(uint*)payload.Data;
        var data = new ReadOnlySpan<byte>(payload.Data + UdpHeader.Bytes, dataLength);
        var isTaken = ports == DhcpClient.PortsWire
            ? net->Dhcp.Receive(net, data)
            : isMine && net->Dns.Receive(net, payload.SourceWire, ports, data);
        if (isTaken)
        {
            return Verdict.Done;
        }

        var mayTell = isMine && net->Errors.Allows(net->NowMicroseconds);
        return mayTell ? Verdict.PortUnreachable : Verdict.Done;
    }

    private static Verdict Malformed(NetworkState* net)
    {
        net->Statistics.Malformed++;
        return Verdict.Done;
    }
}
