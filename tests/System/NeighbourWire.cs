// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using System.Diagnostics;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.System;

/// <summary>A station beside examples/neighbours' two clients, on the wire of their card.</summary>
/// <remarks>Source: RFC 826, 5227, 791, 768. Frames are built by hand.</remarks>
internal sealed class NeighbourWire : IDisposable
{
    public const int Silence = 500;
    private const int EchoPort = 7;
    private const int CountPort = 13;
    private const double SecondsForAnswer = 20;
    private static readonly byte[] Everybody = [255, 255, 255, 255, 255, 255];
    private static readonly byte[] Nobody = [0, 0, 0, 0, 0, 0];

    private readonly FramePeer peer = new("n0");

    /// <summary>The station's own address.</summary>
    public static byte[] Own { get; } = [2, 0, 0, 0, 1, 1];

    /// <summary>And that of its network.</summary>
    public static byte[] OwnAddress { get; } = [10, 0, 2, 2];

    /// <summary>Arguments for QEMU, the card included.</summary>
    public IReadOnlyList<string> Arguments => [.. peer.Arguments, "-device", "virtio-net-pci,netdev=n0,addr=11,mac=52:54:00:12:34:56"];

    /// <summary>The Ethernet address of a client; the one after the last is the component's.</summary>
    public static byte[] StationOf(int client) => [0x52, 0x54, 0, 0x12, 0x34, (byte)(0x56 + client)];

    /// <summary>The network's address of a client.</summary>
    public static byte[] AddressOf(int client) => [10, 0, 2, (byte)(15 + client)];

    /// <summary>What answers this station's question for a client.</summary>
    public static byte[] Answer(int client) => Arp(2, Own, StationOf(2), StationOf(client), AddressOf(client), Own, OwnAddress);

    private static byte[] Arp(
        byte operation, byte[] destination, byte[] speaker, byte[] sender, byte[] senderAddress, byte[] target, byte[] targetAddress) =>
        [.. destination, .. speaker, 8, 6, 0, 1, 8, 0, 6, 4, 0, operation, .. sender, .. senderAddress, .. target, .. targetAddress];

    /// <summary>A question for the owner of an address, from an address.</summary>
    public static byte[] Question(byte[] from, byte[] wanted) => Arp(1, Everybody, Own, Own, from, Nobody, wanted);

    /// <summary>The question of a client that wants to send to somebody.</summary>
    public static byte[] QuestionOf(int client, byte[] wanted) =>
        Arp(1, Everybody, StationOf(2), StationOf(client), AddressOf(client), Nobody, wanted);

    /// <summary>The answer of somebody to a client, at this station.</summary>
    public static byte[] AnswerTo(int client, byte[] who) => Arp(2, StationOf(client), Own, Own, who, StationOf(client), AddressOf(client));

    /// <summary>Sends a frame.</summary>
    public void Send(byte[] frame) => peer.Send(frame);

    /// <summary>Sends a datagram to everybody.</summary>
    public void Broadcast() => Send(Datagram(Everybody, OwnAddress, [255, 255, 255, 255], 9999, "to all"u8));

    /// <inheritdoc/>
    public void Dispose() => peer.Dispose();

    private static byte[] Datagram(byte[] destination, byte[] from, byte[] to, int port, ReadOnlySpan<byte> data)
    {
        byte[] frame =
        [
            .. destination, .. Own, 8, 0, 0x45, 0, 0, (byte)(28 + data.Length), 0, 0, 0, 0, 64, 17, 0, 0, .. from, .. to,
            0x13, 0x88, (byte)(port >> 8), (byte)port, 0, (byte)(8 + data.Length), 0, 0, .. data,
        ];
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(24), (ushort)~StationOnWire.Sum(frame.AsSpan(14, 20)));
        return frame;
    }

    /// <summary>Sends a client a datagram, to its echo unless told otherwise.</summary>
    public void SendDatagram(int client, byte[] from, ReadOnlySpan<byte> data, int port = EchoPort) =>
        Send(Datagram(StationOf(client), from, AddressOf(client), port, data));

    /// <summary>Asks by ARP; what answers, if anything does.</summary>
    public byte[]? Ask(byte[] from, byte[] wanted, int milliseconds = 5000)
    {
        Send(Question(from, wanted));
        return Take(frame => frame[13] == 6 && frame[21] == 2, milliseconds);
    }

    /// <summary>A client sends back what it was sent.</summary>
    public void AssertEcho(int client, ReadOnlySpan<byte> data)
    {
        var frame = Take(frame => frame[13] == 0 && frame[35] == EchoPort, 5000);
        Assert.NotNull(frame);
        Assert.Equal(StationOf(client), frame.AsSpan(6, 6).ToArray());
        Assert.Equal(Own, frame.AsSpan(0, 6).ToArray());
        Assert.Equal(data.ToArray(), frame.AsSpan(42, data.Length).ToArray());
    }

    /// <summary>How many frames have reached a client, the question included.</summary>
    public ulong CountOf(int client)
    {
        SendDatagram(client, OwnAddress, "?"u8, CountPort);
        var frame = Take(frame => frame[13] == 0 && frame[35] == CountPort, 10_000);
        Assert.NotNull(frame);
        return BinaryPrimitives.ReadUInt64LittleEndian(frame.AsSpan(42));
    }

    /// <summary>The next frame of ARP or IPv4 that is wanted; null when none comes in time.</summary>
    public byte[]? Take(Func<byte[], bool> isWanted, int milliseconds)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed.TotalSeconds < SecondsForAnswer
            && peer.Take(Math.Max(0, milliseconds - (int)clock.ElapsedMilliseconds)) is byte[] frame)
        {
            if (frame[12] == 8 && isWanted(frame))
            {
                return frame;
            }
        }

        return null;
    }
}
