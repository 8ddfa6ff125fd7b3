// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;

namespace Caprock.Tests.Web;

/// <summary>Frames that begin a TCP connection nobody means to have. Sources: RFC 894, RFC 791, RFC 9293.</summary>
internal static class SynFrame
{
    private const int Ethernet = 14;
    private const int Ipv4 = 20;
    private const int Tcp = 20;

    /// <summary>One to the system's address, from an address and port that its number chooses.</summary>
    public static byte[] To(ushort port, int number)
    {
        // The card's address is QEMU's first; the source is a station that is not there.
        byte[] frame = [0x52, 0x54, 0, 0x12, 0x34, 0x56, 0x52, 0x54, 0, 0x99, 0x99, 0x99, 8, 0, .. new byte[Ipv4 + Tcp]];
        var ip = frame.AsSpan(Ethernet, Ipv4);
        byte[] header = [0x45, 0, 0, Ipv4 + Tcp, 0, 0, 0x40, 0, 64, 6, 0, 0, 172, 16, (byte)(number >> 8), (byte)number, 10, 0, 2, 15];
        header.CopyTo(ip);
        BinaryPrimitives.WriteUInt16BigEndian(ip[10..], Sum(header));
        var tcp = frame.AsSpan(Ethernet + Ipv4);
        BinaryPrimitives.WriteUInt16BigEndian(tcp, (ushort)(1024 + (number % 60_000)));
        BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], port);
        BinaryPrimitives.WriteInt32BigEndian(tcp[4..], number * 7919);
        tcp[12] = 0x50;
        tcp[13] = 2;
        tcp[14] = 0xff;
        BinaryPrimitives.WriteUInt16BigEndian(tcp[16..], Sum([.. ip[12..20], 0, 6, 0, Tcp, .. tcp]));
        return frame;
    }

    private static ushort Sum(byte[] bytes)
    {
        var sum = 0u;
        for (var i = 0; i < bytes.Length; i += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(i));
        }

        sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)~((sum & 0xffff) + (sum >> 16));
    }
}
