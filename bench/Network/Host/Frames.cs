// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;

namespace Caprock.Bench.Network.Host;

/// <summary>Frames as the load generator makes and reads them: Ethernet, ARP, IPv4, UDP.</summary>
/// <remarks>Sources: RFC 826, 791, 768, 1071.</remarks>
internal static class Frames
{
    /// <summary>Bytes before the data of a datagram.</summary>
    public const int DatagramOffset = 42;

    /// <summary>The generator's own address on the wire.</summary>
    public const uint OwnAddress = 0x0a00_0001;

    /// <summary>The guest's address.</summary>
    public const uint GuestAddress = 0x0a00_0002;

    private const int AddressBytes = 6;
    private const int IpOffset = 14;
    private const int UdpOffset = 34;
    private const byte Udp = 17;

    private const ushort ArpRequest = 1;
    private const ushort ArpReply = 2;

    /// <summary>The generator's card.</summary>
    public static ReadOnlySpan<byte> OwnCard => [0x02, 0xca, 0x70, 0, 0, 1];

    /// <summary>A question for the guest's card.</summary>
    public static byte[] Ask() => Arp(ArpRequest, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);

    /// <summary>The answer to a question for the generator's card, if the frame is one.</summary>
    public static byte[]? AnswerTo(ReadOnlySpan<byte> frame) =>
        IsArp(frame, ArpRequest) && BinaryPrimitives.ReadUInt32BigEndian(frame[38..]) == OwnAddress
            ? Arp(ArpReply, frame.Slice(AddressBytes, AddressBytes)) : null;

    /// <summary>The guest's card, if the frame tells it.</summary>
    public static byte[]? CardIn(ReadOnlySpan<byte> frame) =>
        IsArp(frame, ArpReply) && BinaryPrimitives.ReadUInt32BigEndian(frame[28..]) == GuestAddress
            ? frame.Slice(AddressBytes, AddressBytes).ToArray() : null;

    /// <summary>Makes a datagram with its checksums.</summary>
    public static byte[] Datagram(ReadOnlySpan<byte> card, ushort from, ushort to, ReadOnlySpan<byte> data)
    {
        var frame = new byte[DatagramOffset + data.Length];
        card.CopyTo(frame);
        OwnCard.CopyTo(frame.AsSpan(AddressBytes));
        Put16(frame, 12, 0x0800);
        Put16(frame, IpOffset, 0x4500);
        Put16(frame, 16, (ushort)(28 + data.Length));
        Put16(frame, 20, 0x4000);
        frame[22] = 64;
        frame[23] = Udp;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(26), OwnAddress);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(30), GuestAddress);
        Put16(frame, 24, Fold(Sum(frame.AsSpan(IpOffset, 20), 0)));
        Put16(frame, UdpOffset, from);
        Put16(frame, 36, to);
        Put16(frame, 38, (ushort)(8 + data.Length));
        data.CopyTo(frame.AsSpan(DatagramOffset));
        var checksum = Fold(TransportSum(frame));
        Put16(frame, 40, checksum == 0 ? (ushort)0xffff : checksum);
        return frame;
    }

    /// <summary>Whether a frame is a whole datagram from the guest, its checksums right.</summary>
    public static bool IsDatagram(ReadOnlySpan<byte> frame, out ushort from, out ushort to, out ReadOnlySpan<byte> data)
    {
        from = to = 0;
        data = [];
        if (frame.Length < DatagramOffset || frame[12] != 8 || frame[13] != 0 || frame[14] != 0x45 || frame[23] != Udp)
        {
            return false;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(frame[38..]);
        if (length < 8 || frame.Length < UdpOffset + length || Fold(Sum(frame.Slice(IpOffset, 20), 0)) != 0)
        {
            return false;
        }

        from = BinaryPrimitives.ReadUInt16BigEndian(frame[UdpOffset..]);
        to = BinaryPrimitives.ReadUInt16BigEndian(frame[36..]);
        data = frame.Slice(DatagramOffset, length - 8);
        return BinaryPrimitives.ReadUInt16BigEndian(frame[40..]) == 0 || Fold(TransportSum(frame[..(UdpOffset + length)])) == 0;
    }

    private static byte[] Arp(ushort operation, ReadOnlySpan<byte> target)
    {
        var frame = new byte[60];
        target.CopyTo(frame);
        OwnCard.CopyTo(frame.AsSpan(AddressBytes));
        Put16(frame, 12, 0x0806);
        Put16(frame, 14, 1);
        Put16(frame, 16, 0x0800);
        frame[18] = AddressBytes;
        frame[19] = 4;
        Put16(frame, 20, operation);
        OwnCard.CopyTo(frame.AsSpan(22));
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(28), OwnAddress);
        target.CopyTo(frame.AsSpan(32));
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(38), GuestAddress);
        return frame;
    }

    private static bool IsArp(ReadOnlySpan<byte> frame, ushort operation) =>
        frame.Length >= 42 && BinaryPrimitives.ReadUInt16BigEndian(frame[12..]) == 0x0806
        && BinaryPrimitives.ReadUInt16BigEndian(frame[20..]) == operation;

    /// <summary>The sum over addresses, protocol, length and datagram.</summary>
    private static ulong TransportSum(ReadOnlySpan<byte> frame) =>
        Sum(frame.Slice(26, 8), (ulong)Udp + (ulong)(frame.Length - UdpOffset)) + Sum(frame[UdpOffset..], 0);

    private static ulong Sum(ReadOnlySpan<byte> bytes, ulong sum)
    {
        while (bytes.Length >= 4)
        {
            sum += BinaryPrimitives.ReadUInt32BigEndian(bytes);
            bytes = bytes[4..];
        }

        if (bytes.Length >= 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes);
            bytes = bytes[2..];
        }

        return bytes.IsEmpty ? sum : sum + ((ulong)bytes[0] << 8);
    }

    private static ushort Fold(ulong sum)
    {
        while (sum > 0xffff)
        {
            sum = (sum & 0xffff) + (sum >> 16);
        }

        return (ushort)~sum;
    }

    private static void Put16(Span<byte> frame, int offset, ushort value) => BinaryPrimitives.WriteUInt16BigEndian(frame[offset..], value);
}
