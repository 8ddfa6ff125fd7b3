// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Services.Net.Icmp;
using Caprock.Services.Net.Tcp;
using Caprock.Services.Net.Udp;

namespace Caprock.Services.Net.Ipv4;

/// <summary>Received IPv4 packets.</summary>
/// <remarks>
/// Fragments are dropped and counted: nothing the stack speaks sends them, and putting them together costs memory that anybody may claim.
/// </remarks>
internal static unsafe class Ipv4Input
{
    private const byte VersionMask = 0xf0;
    private const byte Version = 0x40;
    private const byte PlainHeader = 0x45;

    /// <summary>Checks a packet and passes on what it carries.</summary>
    public static Verdict Receive(NetworkState* net, byte* frame, int length, FrameFlags flags)
    {
        var packet = frame + Ipv4Header.InFrame;
        var available = length - Ipv4Header.InFrame;
        if (available < Ipv4Header.MinimumBytes)
        {
            return Malformed(net);
        }

        var headerBytes = Ipv4Header.MinimumBytes;
        if (packet[0] != PlainHeader)
        {
            headerBytes = (packet[0] & 0xf) * 4;
            if ((packet[0] & VersionMask) != Version || headerBytes < Ipv4Header.MinimumBytes)
            {
                return Malformed(net);
            }
        }

        int total = NetworkOrder.Read16(packet + Ipv4Header.TotalLength);
        if (total < headerBytes || total > available)
        {
            return Malformed(net);
        }

        if (!Ipv4Header.HasValidChecksum(packet, headerBytes))
        {
            net->Statistics.BadChecksums++;
            return Verdict.Done;
        }

        if ((*(ushort*)(packet + Ipv4Header.Fragment) & Ipv4Header.FragmentMask) != 0)
        {
            net->Statistics.Fragments++;
            return Verdict.Done;
        }

        var payload = new Payload(packet, headerBytes, total - headerBytes);
        return PassOn(net, frame, payload, flags);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Verdict PassOn(NetworkState* net, byte* frame, Payload payload, FrameFlags flags)
    {
        var destination = payload.DestinationWire;
        var isMine = destination == net->Interface.AddressWire && destination != 0;
        var protocol = payload.Packet[Ipv4Header.Protocol];
        if (!net->Interface.IsPossibleSource(payload.SourceWire) || (!isMine && protocol != Ipv4Header.Udp))
        {
            return Malformed(net);
        }

        switch (protocol)
        {
            case Ipv4Header.Tcp:
                return TcpInput.Receive(net, frame, payload, flags);
            case Ipv4Header.Udp:
                return UdpInput.Receive(net, frame, payload, flags, isMine);
            case Ipv4Header.Icmp:
                return IcmpInput.Receive(net, payload);
            default:
                return Malformed(net);
        }
    }

    private static Verdict Malformed(NetworkState* net)
    {
        net->Statistics.Malformed++;
        return Verdict.Done;
    }
}
