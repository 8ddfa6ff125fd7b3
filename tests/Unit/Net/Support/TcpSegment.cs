// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;

namespace Caprock.Tests.Unit.Net.Support;

/// <summary>A segment, taken apart or to be put together independently of the stack.</summary>
internal sealed record TcpSegment(
    int SourcePort, int DestinationPort, uint Sequence, uint Acknowledgement, string Flags, int Window, byte[] Options, byte[] Data)
{
    private const string Letters = "FSRPAU";

    /// <summary>Reads a frame and checks everything that must be right in it.</summary>
    public static TcpSegment Of(byte[] frame)
    {
        var bytes = Packets.CheckedPayload(frame, 6);
        var header = (bytes[12] >> 4) * 4;
        var flags = string.Concat(Letters.Where((_, bit) => (bytes[13] & (1 << bit)) != 0));
        return new TcpSegment(
            (bytes[0] << 8) | bytes[1],
            (bytes[2] << 8) | bytes[3],
            BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(4)),
            BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(8)),
            flags,
            (bytes[14] << 8) | bytes[15],
            bytes[20..header],
            bytes[header..]);
    }

    /// <summary>The frame from station 2 to station 1.</summary>
    public byte[] ToFrame(byte from = 2, byte to = 1)
    {
        var options = Options.Concat(new byte[(4 - (Options.Length % 4)) % 4]).ToArray();
        var bits = Flags.Aggregate(0, (sum, letter) => sum | (1 << Letters.IndexOf(letter)));
        byte[] bytes =
        [
            .. Packets.Word(SourcePort), .. Packets.Word(DestinationPort), .. Number(Sequence), .. Number(Acknowledgement),
            (byte)((20 + options.Length) << 2), (byte)bits, .. Packets.Word(Window), 0, 0, 0, 0, .. options, .. Data,
        ];
        Packets.Word(Packets.TransportChecksum(Station.AddressOf(from), Station.AddressOf(to), 6, bytes)).CopyTo(bytes, 16);
        return Packets.Between(from, to, 6, bytes);
    }

    private static byte[] Number(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
