// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using Caprock.Services.Net;

namespace Caprock.Tests.Unit.Net.Support;

/// <summary>Builds and takes apart frames, independently of the stack's own code.</summary>
internal static class Packets
{
    /// <summary>Turns hexadecimal text into bytes; blanks do not count.</summary>
    public static byte[] Hex(string text) => Convert.FromHexString(string.Concat(text.Where(character => !char.IsWhiteSpace(character))));

    /// <summary>The bytes of an Ethernet address.</summary>
    public static byte[] BytesOf(MacAddress mac) => [.. Enumerable.Range(0, 6).Select(i => (byte)(mac.Wire >> (8 * i)))];

    /// <summary>The bytes of an address.</summary>
    public static byte[] BytesOf(Ipv4Address address)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, address.Value);
        return bytes;
    }

    /// <summary>A 16-bit number, high byte first.</summary>
    public static byte[] Word(int value) => [(byte)(value >> 8), (byte)value];

    /// <summary>A frame.</summary>
    public static byte[] Ethernet(MacAddress destination, MacAddress source, int type, byte[] payload) =>
        [.. BytesOf(destination), .. BytesOf(source), .. Word(type), .. payload];

    /// <summary>An ARP packet in its frame.</summary>
    public static byte[] Arp(
        MacAddress destination, int operation, MacAddress sender, Ipv4Address senderAddress, MacAddress target,
        Ipv4Address targetAddress) =>
        Ethernet(
            destination,
            sender,
            0x0806,
            [
                0, 1, 8, 0, 6, 4, .. Word(operation), .. BytesOf(sender), .. BytesOf(senderAddress), .. BytesOf(target),
                .. BytesOf(targetAddress),
            ]);

    /// <summary>An IPv4 packet without options, its checksum right.</summary>
    public static byte[] Ipv4(Ipv4Address source, Ipv4Address destination, byte protocol, byte[] payload, int fragment = 0)
    {
        byte[] header =
        [
            0x45, 0, .. Word(20 + payload.Length), 0, 1, .. Word(fragment), 64, protocol, 0, 0, .. BytesOf(source), .. BytesOf(destination),
        ];
        Word(InternetChecksum(header)).CopyTo(header, 10);
        return [.. header, .. payload];
    }

    /// <summary>A packet from one numbered station to another in its frame.</summary>
    public static byte[] Between(byte from, byte to, byte protocol, byte[] payload, int fragment = 0) =>
        Ethernet(
            Station.MacOf(to), Station.MacOf(from), 0x0800,
            Ipv4(Station.AddressOf(from), Station.AddressOf(to), protocol, payload, fragment));

    /// <summary>A UDP datagram, its checksum right.</summary>
    public static byte[] Udp(Ipv4Address source, Ipv4Address destination, int sourcePort, int destinationPort, byte[] data)
    {
        byte[] datagram = [.. Word(sourcePort), .. Word(destinationPort), .. Word(8 + data.Length), 0, 0, .. data];
        Word(TransportChecksum(source, destination, 17, datagram)).CopyTo(datagram, 6);
        return datagram;
    }

    /// <summary>An ICMP message, its checksum right.</summary>
    public static byte[] Icmp(byte type, byte code, byte[] rest)
    {
        byte[] message = [type, code, 0, 0, .. rest];
        Word(InternetChecksum(message)).CopyTo(message, 2);
        return message;
    }

    /// <summary>The checksum of RFC 1071, two bytes at a time as it is written there.</summary>
    public static int InternetChecksum(ReadOnlySpan<byte> data, uint sum = 0)
    {
        for (var i = 0; i < data.Length; i++)
        {
            sum += (i & 1) == 0 ? (uint)data[i] << 8 : data[i];
        }

        while (sum >> 16 != 0)
        {
            sum = (sum & 0xffff) + (sum >> 16);
        }

        return (int)(~sum & 0xffff);
    }

    /// <summary>The checksum of a segment or datagram with its pseudo-header; 0 when the one inside is right.</summary>
    public static int TransportChecksum(Ipv4Address source, Ipv4Address destination, byte protocol, byte[] payload) =>
        InternetChecksum([.. BytesOf(source), .. BytesOf(destination), 0, protocol, .. Word(payload.Length), .. payload]);

    /// <summary>Checks everything that a received frame with a packet must have right, and returns the payload.</summary>
    public static byte[] CheckedPayload(byte[] frame, byte protocol)
    {
        Assert.Equal([8, 0], frame[12..14]);
        var packet = frame[14..];
        Assert.Equal(0x45, packet[0]);
        Assert.Equal(packet.Length, (packet[2] << 8) | packet[3]);
        Assert.Equal(0, InternetChecksum(packet.AsSpan(0, 20)));
        Assert.Equal(protocol, packet[9]);
        var payload = packet[20..];
        if (protocol == 1)
        {
            Assert.Equal(0, InternetChecksum(payload));
        }
        else
        {
            var source = new Ipv4Address(BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(12)));
            var destination = new Ipv4Address(BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(16)));
            Assert.Equal(0, TransportChecksum(source, destination, protocol, payload));
        }

        return payload;
    }
}
