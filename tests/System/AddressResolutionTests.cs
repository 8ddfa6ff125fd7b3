// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using System.Diagnostics;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.System;

/// <summary>examples/neighbours: a component that does ARP for two clients of a network card.</summary>
/// <remarks>Source: RFC 826, 5227, 791, 768. Frames are built by hand.</remarks>
public sealed class AddressResolutionTests : IDisposable
{
    private const int EchoPort = 7;
    private const int CountPort = 13;
    private const int Silence = 500;
    private const double SecondsForAnswer = 20;
    private static readonly byte[] Own = [2, 0, 0, 0, 1, 1];
    private static readonly byte[] OwnAddress = [10, 0, 2, 2];
    private static readonly byte[] Nobody = [0, 0, 0, 0, 0, 0];
    private static readonly byte[] Everybody = [255, 255, 255, 255, 255, 255];

    private readonly FramePeer peer = new("n0");
    private readonly Guest guest;

    /// <summary>Boots it, the other end of the wire being the test.</summary>
    public AddressResolutionTests()
    {
        guest = Guest.Start(Systems.Described("neighbours") with
        {
            ExtraArguments = [.. peer.Arguments, "-device", "virtio-net-pci,netdev=n0,addr=11,mac=52:54:00:12:34:56"],
        });
        guest.Expect("echo1: ready\n", 40);
        guest.Expect("echo0: ready\n", 40);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        guest.Dispose();
        peer.Dispose();
    }

    [Fact]
    public void Who_asks_for_a_client_gets_the_address_of_that_client()
    {
        Assert.Equal(Answer(0), Ask(OwnAddress, AddressOf(0)));
        Assert.Equal(Answer(1), Ask(OwnAddress, AddressOf(1)));
        Assert.Equal(StationOf(0), Ask([0, 0, 0, 0], AddressOf(0))!.AsSpan(22, 6).ToArray());
        Assert.Null(Ask(OwnAddress, [10, 0, 2, 99], Silence));
        Assert.Null(Ask(AddressOf(1), AddressOf(0), Silence));
        Assert.Null(Ask(OwnAddress, [0, 0, 0, 0], Silence));
    }

    [Fact]
    public void Clients_send_to_whom_they_do_not_know_after_the_component_has_asked()
    {
        foreach (var client in new[] { 0, 1 })
        {
            byte[] stranger = [10, 0, 2, (byte)(70 + client)];
            SendDatagram(client, stranger, EchoPort, "hello"u8);

            var question = Take(frame => frame[13] == 6, 5000);
            Assert.Equal(Arp(1, Everybody, StationOf(2), StationOf(client), AddressOf(client), Nobody, stranger), question);
            Assert.Null(Take(frame => frame[13] == 0, Silence));
            peer.Send(Arp(2, StationOf(client), Own, Own, stranger, StationOf(client), AddressOf(client)));
            AssertEcho(client, "hello"u8);

            SendDatagram(client, stranger, EchoPort, "again"u8);
            AssertEcho(client, "again"u8);
        }
    }

    [Fact]
    public void An_answer_to_one_client_and_its_datagrams_do_not_reach_the_other()
    {
        Assert.NotNull(Ask(OwnAddress, AddressOf(0)));
        Assert.NotNull(Ask(OwnAddress, AddressOf(1)));
        var before = CountOf(1);
        for (var i = 0; i < 20; i++)
        {
            SendDatagram(0, OwnAddress, EchoPort, "for the first"u8);
            AssertEcho(0, "for the first"u8);
        }

        Assert.Equal(before + 1, CountOf(1));
    }

    [Fact]
    public void A_flood_of_questions_reaches_no_client_and_what_was_known_stays_so()
    {
        Assert.NotNull(Ask(OwnAddress, AddressOf(0)));
        var before = CountOf(0);
        for (var i = 0; i < 2000; i++)
        {
            byte[] asker = [10, 0, 2, (byte)(100 + (i % 100))];
            peer.Send(Arp(1, Everybody, Own, Own, asker, Nobody, (i & 1) == 0 ? AddressOf(1) : [10, 0, 2, 9]));
        }

        Assert.Equal(before + 1, CountOf(0));
        SendDatagram(0, OwnAddress, EchoPort, "still here"u8);
        AssertEcho(0, "still here"u8);
        Assert.Equal(Answer(1), Ask(OwnAddress, AddressOf(1)));
    }

    [Fact]
    public void Broadcasts_of_other_protocols_still_reach_every_client()
    {
        Assert.NotNull(Ask(OwnAddress, AddressOf(0)));
        Assert.NotNull(Ask(OwnAddress, AddressOf(1)));
        var before = (First: CountOf(0), Second: CountOf(1));
        peer.Send(Datagram(Everybody, OwnAddress, [255, 255, 255, 255], 9999, "to all"u8));

        Assert.Equal((before.First + 2, before.Second + 2), (CountOf(0), CountOf(1)));
    }

    private static byte[] StationOf(int client) => [0x52, 0x54, 0, 0x12, 0x34, (byte)(0x56 + client)];

    private static byte[] AddressOf(int client) => [10, 0, 2, (byte)(15 + client)];

    private static byte[] Answer(int client) => Arp(2, Own, StationOf(2), StationOf(client), AddressOf(client), Own, OwnAddress);

    private static byte[] Arp(
        byte operation, byte[] destination, byte[] speaker, byte[] sender, byte[] senderAddress, byte[] target, byte[] targetAddress) =>
        [.. destination, .. speaker, 8, 6, 0, 1, 8, 0, 6, 4, 0, operation, .. sender, .. senderAddress, .. target, .. targetAddress];

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

    private void SendDatagram(int client, byte[] from, int port, ReadOnlySpan<byte> data) =>
        peer.Send(Datagram(StationOf(client), from, AddressOf(client), port, data));

    /// <summary>Asks by ARP; what answers, if anything does.</summary>
    private byte[]? Ask(byte[] from, byte[] wanted, int milliseconds = 5000)
    {
        peer.Send(Arp(1, Everybody, Own, Own, from, Nobody, wanted));
        return Take(frame => frame[13] == 6 && frame[21] == 2, milliseconds);
    }

    private void AssertEcho(int client, ReadOnlySpan<byte> data)
    {
        var frame = Take(frame => frame[13] == 0 && frame[35] == EchoPort, 5000);
        Assert.NotNull(frame);
        Assert.Equal(StationOf(client), frame.AsSpan(6, 6).ToArray());
        Assert.Equal(Own, frame.AsSpan(0, 6).ToArray());
        Assert.Equal(data.ToArray(), frame.AsSpan(42, data.Length).ToArray());
    }

    /// <summary>How many frames have reached a client, the question included.</summary>
    private ulong CountOf(int client)
    {
        SendDatagram(client, OwnAddress, CountPort, "?"u8);
        var frame = Take(frame => frame[13] == 0 && frame[35] == CountPort, 10_000);
        Assert.NotNull(frame);
        return BinaryPrimitives.ReadUInt64LittleEndian(frame.AsSpan(42));
    }

    private byte[]? Take(Func<byte[], bool> isWanted, int milliseconds)
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
