// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Timer.Protocol;

namespace Caprock.Examples.Firewall;

/// <summary>
/// Passes packets between two networks, each with the leave of the filter of its protocol; without a filter's leave nothing passes.
/// </summary>
/// <remarks>Source: RFC 791 (IPv4), RFC 1812, 5 (forwarding), RFC 792 (ICMP), RFC 768 (UDP), RFC 9293, 3.1 (TCP).</remarks>
[Component("router")]
[Uses<ITimer>("timer")]
[Uses<IFilter>("icmp")]
[Uses<IFilter>("udp")]
[Uses<IFilter>("tcp")]
internal partial struct Router
{
    private const uint InnerAddress = 0x0a00_0201;
    private const uint OuterAddress = 0x0a09_0001;
    private const uint Mask = 0xffff_ff00;
    private const ulong NanosecondsInSecond = 1_000_000_000;

    private const int Ipv4Bytes = 20;
    private const int LengthOffset = 2;
    private const int FragmentOffset = 6;
    private const int LifeOffset = 8;
    private const int ProtocolOffset = 9;
    private const int ChecksumOffset = 10;
    private const int SourceOffset = 12;
    private const int DestinationOffset = 16;
    private const uint FragmentBits = 0x3fff;
    private const int TransportBytes = 8;
    private const int TcpFlagsOffset = 13;
    private const int IcmpIdentifierOffset = 4;
    private const byte IcmpProtocol = 1;
    private const byte TcpProtocol = 6;
    private const byte UdpProtocol = 17;
    private const byte EchoReply = 0;
    private const byte Unreachable = 3;
    private const byte EchoRequest = 8;
    private const byte TimeExceeded = 11;

    private static Side inner;
    private static Side outer;
    private static uint seconds;

    public static void Init()
    {
        outer.ReceiveFrom(OuterReceiveQueue, OuterReceiveData, OuterCopy);
        outer.SendTo(OuterSendQueue, OuterSendData, OuterTransmit);
        outer.Configure(OuterAddress, Mask);
        inner.ReceiveFrom(InnerReceiveQueue, InnerReceiveData, InnerCopy);
        inner.SendTo(InnerSendQueue, InnerSendData, InnerTransmit);
        inner.Configure(InnerAddress, Mask);
        DebugConsole.WriteLine("router: between 10.0.2.1 inside and 10.9.0.1 outside"u8);
        Work();
    }

    public static void Notified(Channel channel) => Work();

    private static void Work()
    {
        do
        {
            if (Timer.Now(out var now) == CallStatus.Answered)
            {
                seconds = (uint)(now / NanosecondsInSecond) + 1;
            }

            TakeFrom(ref inner, ref outer, true);
            TakeFrom(ref outer, ref inner, false);
            inner.Flush();
            outer.Flush();
        }
        while (!(inner.MayWait() && outer.MayWait()));
    }

    private static void TakeFrom(ref Side from, ref Side to, bool isFromInside)
    {
        while (from.TryReceive(out var buffer, out var frame))
        {
            if (frame.Length >= Wire.HeaderBytes)
            {
                var type = Wire.Read16(frame[12..]);
                if (type == Wire.ArpType)
                {
                    from.TakeArp(frame);
                }
                else if (type == Wire.Ipv4Type && Wire.ReadStation(frame) == from.Station)
                {
                    TakePacket(ref from, ref to, frame[Wire.HeaderBytes..], isFromInside);
                }
            }

            from.Recycle(buffer);
        }
    }

    /// <summary>Who is not who he says, or is not where he says, is not heard.</summary>
    private static void TakePacket(ref Side from, ref Side to, Span<byte> packet, bool isFromInside)
    {
        if (!TryReadHeader(packet, out var headerBytes, out var totalBytes) || !from.Has(Wire.Read32(packet[SourceOffset..])))
        {
            return;
        }

        packet = packet[..totalBytes];
        var destination = Wire.Read32(packet[DestinationOffset..]);
        if (destination == from.Address)
        {
            AnswerEcho(ref from, packet, headerBytes, isFromInside);
        }
        else if (to.Has(destination) && destination != to.Address && packet[LifeOffset] > 1
            && IsAdmitted(packet[ProtocolOffset], packet, packet[headerBytes..], isFromInside))
        {
            Forward(ref to, packet, destination);
        }
    }

    /// <summary>Options are passed over; fragments have no ports to judge by and do not pass.</summary>
    private static bool TryReadHeader(ReadOnlySpan<byte> packet, out int headerBytes, out int totalBytes)
    {
        headerBytes = 0;
        totalBytes = 0;
        if (packet.Length < Ipv4Bytes || packet[0] >> 4 != 4)
        {
            return false;
        }

        headerBytes = (packet[0] & 0xf) * 4;
        totalBytes = (int)Wire.Read16(packet[LengthOffset..]);
        return headerBytes >= Ipv4Bytes && totalBytes >= headerBytes + TransportBytes && totalBytes <= packet.Length
            && (Wire.Read16(packet[FragmentOffset..]) & FragmentBits) == 0 && Wire.Sum(packet[..headerBytes]) == 0xffff;
    }

    private static bool IsAdmitted(byte protocol, ReadOnlySpan<byte> header, ReadOnlySpan<byte> transport, bool isFromInside)
    {
        if (protocol == IcmpProtocol && transport[0] is Unreachable or TimeExceeded)
        {
            return Concerns(transport[TransportBytes..], Wire.Read32(header[DestinationOffset..]), !isFromInside);
        }

        if (protocol == TcpProtocol && transport.Length < Ipv4Bytes)
        {
            return false;
        }

        Packet packet;
        Describe(protocol, header, transport, isFromInside, out packet);
        bool isAdmitted;
        return protocol switch
        {
            IcmpProtocol => Icmp.Admits(packet, out isAdmitted) == CallStatus.Answered && isAdmitted,
            UdpProtocol => Udp.Admits(packet, out isAdmitted) == CallStatus.Answered && isAdmitted,
            TcpProtocol => Tcp.Admits(packet, out isAdmitted) == CallStatus.Answered && isAdmitted,
            _ => false,
        };
    }

    /// <summary>Whether an error is about something that goes on: it quotes the beginning of a packet of its receiver.</summary>
    private static bool Concerns(ReadOnlySpan<byte> header, uint sender, bool isFromInside)
    {
        if (header.Length < Ipv4Bytes + TransportBytes || header[0] != 0x45 || Wire.Read32(header[SourceOffset..]) != sender)
        {
            return false;
        }

        Packet packet;
        Describe(header[ProtocolOffset], header, header[Ipv4Bytes..], isFromInside, out packet);
        bool isKnown;
        return header[ProtocolOffset] switch
        {
            IcmpProtocol => Icmp.Knows(packet, out isKnown) == CallStatus.Answered && isKnown,
            UdpProtocol => Udp.Knows(packet, out isKnown) == CallStatus.Answered && isKnown,
            TcpProtocol => Tcp.Knows(packet, out isKnown) == CallStatus.Answered && isKnown,
            _ => false,
        };
    }

    private static void Describe(
        byte protocol, ReadOnlySpan<byte> header, ReadOnlySpan<byte> transport, bool isFromInside, out Packet packet)
    {
        var identifier = Wire.Read16(transport[IcmpIdentifierOffset..]);
        packet.Source = Wire.Read32(header[SourceOffset..]);
        packet.Destination = Wire.Read32(header[DestinationOffset..]);
        packet.Ports = protocol == IcmpProtocol ? identifier << 16 | identifier : Wire.Read32(transport);
        packet.Detail = 0;
        if (protocol == IcmpProtocol)
        {
            packet.Detail = transport[0];
        }
        else if (protocol == TcpProtocol && transport.Length > TcpFlagsOffset)
        {
            packet.Detail = transport[TcpFlagsOffset];
        }

        packet.Seconds = seconds;
        packet.IsFromInside = isFromInside;
    }

    private static void Forward(ref Side to, ReadOnlySpan<byte> packet, uint destination)
    {
        if (!to.TryReserve(Wire.HeaderBytes + packet.Length, out var buffer, out var frame))
        {
            return;
        }

        Wire.WriteHeader(frame, 0, to.Station, Wire.Ipv4Type);
        var copy = frame[Wire.HeaderBytes..];
        packet.CopyTo(copy);
        var before = Wire.Read16(copy[LifeOffset..]);
        copy[LifeOffset]--;
        Wire.Correct(copy[ChecksumOffset..], before, Wire.Read16(copy[LifeOffset..]));
        to.SendTo(destination, buffer);
    }

    /// <summary>The router answers echo requests from the inner network; from outside it is not there.</summary>
    private static void AnswerEcho(ref Side from, ReadOnlySpan<byte> packet, int headerBytes, bool isFromInside)
    {
        if (!isFromInside || packet[ProtocolOffset] != IcmpProtocol || packet[headerBytes] != EchoRequest
            || !from.TryReserve(Wire.HeaderBytes + packet.Length, out var buffer, out var frame))
        {
            return;
        }

        Wire.WriteHeader(frame, 0, from.Station, Wire.Ipv4Type);
        var copy = frame[Wire.HeaderBytes..];
        packet.CopyTo(copy);
        packet.Slice(SourceOffset, 4).CopyTo(copy[DestinationOffset..]);
        packet.Slice(DestinationOffset, 4).CopyTo(copy[SourceOffset..]);
        var echo = copy[headerBytes..];
        var before = Wire.Read16(echo);
        echo[0] = EchoReply;
        Wire.Correct(echo[2..], before, Wire.Read16(echo));
        from.SendTo(Wire.Read32(packet[SourceOffset..]), buffer);
    }
}
