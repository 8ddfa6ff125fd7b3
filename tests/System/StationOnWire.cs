// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using System.Diagnostics;

namespace Caprock.Tests.System;

/// <summary>A station at the other end of a guest's wire: it asks and answers by ARP, and sends and takes packets.</summary>
/// <remarks>Source: RFC 826, 791, 792, 768, 9293. Written without the stack of services/Net, which would share its mistakes.</remarks>
internal sealed class StationOnWire(FramePeer peer, byte number, uint address, uint gateway)
{
    public const byte Icmp = 1;
    public const byte Tcp = 6;
    public const byte Udp = 17;
    private const int EthernetBytes = 14;
    private const int Ipv4Bytes = 20;
    private const double SecondsForAnswer = 20;

    private readonly byte[] own = [2, 0, 0, 0, 1, number];
    private byte[]? router;

    /// <summary>Asks for the router's address until it answers.</summary>
    public bool FindRouter()
    {
        var clock = Stopwatch.StartNew();
        while (router is null && clock.Elapsed.TotalSeconds < SecondsForAnswer)
        {
            peer.Send(Arp(1, [255, 255, 255, 255, 255, 255], new byte[6], gateway));
            TakePacket(0, 200);
        }

        return router is not null;
    }

    /// <summary>Sends a packet through the router.</summary>
    public void Send(uint destination, byte protocol, byte[] content, uint? source = null, byte life = 64, ushort fragment = 0)
    {
        var packet = new byte[Ipv4Bytes + content.Length];
        packet[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(6), fragment);
        packet[8] = life;
        packet[9] = protocol;
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(12), source ?? address);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(16), destination);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), (ushort)~Sum(packet.AsSpan(0, Ipv4Bytes)));
        content.CopyTo(packet, Ipv4Bytes);
        peer.Send([.. router!, .. own, 8, 0, .. packet]);
    }

    /// <summary>Takes the next packet of a protocol for this station, checks its header, and gives it; null when none comes.</summary>
    public byte[]? TakePacket(byte protocol, int milliseconds = 5000)
    {
        var clock = Stopwatch.StartNew();
        while (peer.Take(Math.Max(0, milliseconds - (int)clock.ElapsedMilliseconds)) is byte[] frame)
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(12)) == 0x0806)
            {
                TakeArp(frame);
            }
            else if (frame.AsSpan(0, 6).SequenceEqual(own) && frame[12] == 8 && frame[13] == 0 && frame[EthernetBytes + 9] == protocol)
            {
                var length = BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(EthernetBytes + 2));
                var packet = frame.AsSpan(EthernetBytes, length).ToArray();
                Assert.Equal(0xffff, Sum(packet.AsSpan(0, Ipv4Bytes)));
                Assert.Equal(address, BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(16)));
                return packet;
            }
        }

        return null;
    }

    /// <summary>A datagram of UDP, without checksum.</summary>
    public static byte[] Datagram(ushort from, ushort to, string text)
    {
        var datagram = new byte[8 + text.Length];
        BinaryPrimitives.WriteUInt16BigEndian(datagram, from);
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(2), to);
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(4), (ushort)datagram.Length);
        global::System.Text.Encoding.ASCII.GetBytes(text).CopyTo(datagram, 8);
        return datagram;
    }

    /// <summary>A segment of TCP without content; nobody on the way looks at its checksum.</summary>
    public static byte[] Segment(ushort from, ushort to, byte flags)
    {
        var segment = new byte[20];
        BinaryPrimitives.WriteUInt16BigEndian(segment, from);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), to);
        segment[12] = 0x50;
        segment[13] = flags;
        return segment;
    }

    /// <summary>A segment with its checksum, for an end that looks at it. Source: RFC 9293, 3.1.</summary>
    public static byte[] Summed(uint from, uint to, byte[] segment)
    {
        var pseudo = new byte[12 + segment.Length];
        BinaryPrimitives.WriteUInt32BigEndian(pseudo, from);
        BinaryPrimitives.WriteUInt32BigEndian(pseudo.AsSpan(4), to);
        pseudo[9] = Tcp;
        BinaryPrimitives.WriteUInt16BigEndian(pseudo.AsSpan(10), (ushort)segment.Length);
        segment.CopyTo(pseudo, 12);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(16), (ushort)~Sum(pseudo));
        return segment;
    }

    /// <summary>A message of ICMP.</summary>
    public static byte[] Message(byte type, ushort identifier, byte[] content)
    {
        byte[] message = [type, 0, 0, 0, (byte)(identifier >> 8), (byte)identifier, 0, 1, .. content];
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), (ushort)~Sum(message));
        return message;
    }

    /// <summary>The sum of 16-bit words. Source: RFC 1071.</summary>
    public static int Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0;
        for (var i = 0; i < bytes.Length; i += 2)
        {
            sum += (bytes[i] << 8) | (i + 1 < bytes.Length ? bytes[i + 1] : 0);
        }

        sum = (sum & 0xffff) + (sum >> 16);
        return (sum & 0xffff) + (sum >> 16);
    }

    private void TakeArp(ReadOnlySpan<byte> frame)
    {
        var isForUs = BinaryPrimitives.ReadUInt32BigEndian(frame[38..]) == address;
        var sender = BinaryPrimitives.ReadUInt32BigEndian(frame[28..]);
        if (isForUs && frame[21] == 1)
        {
            peer.Send(Arp(2, frame.Slice(22, 6).ToArray(), frame.Slice(22, 6).ToArray(), sender));
        }
        else if (isForUs && sender == gateway)
        {
            router = frame.Slice(22, 6).ToArray();
        }
    }

    private byte[] Arp(byte operation, byte[] destination, byte[] target, uint targetAddress)
    {
        byte[] frame = [.. destination, .. own, 8, 6, 0, 1, 8, 0, 6, 4, 0, operation, .. own, 0, 0, 0, 0, .. target, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(28), address);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(38), targetAddress);
        return frame;
    }
}
