// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using Caprock.Services.Net;
using Caprock.Tests.Unit.Net.Support;
using static Caprock.Tests.Unit.Net.Support.Packets;

namespace Caprock.Tests.Unit.Net;

/// <summary>A link that completes and verifies checksums.</summary>
public sealed class OffloadTests
{
    private const int TransportInFrame = 34;
    private const int UdpField = 40;

    [Fact]
    public void A_datagram_leaves_with_the_sum_of_its_pseudo_header_and_a_request_to_complete_it()
    {
        using var station = Knowing(2);
        Assert.Equal(NetError.None, station.Stack.OpenUdp(1000, out var socket));
        Assert.Equal(NetError.None, station.Stack.SendDatagram(socket, new Endpoint(Station.AddressOf(2), 2000), "hello"u8));
        var frame = station.TakeOnly();

        Assert.Equal(ChecksumRequest.Udp, station.Requests[^1]);
        var pseudo = 0x0a00 + 0x0001 + 0x0a00 + 0x0002 + 17 + 13;
        Assert.Equal(pseudo, BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(UdpField)));
        var complete = frame.AsSpan(TransportInFrame).ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(UdpField), (ushort)~Fold(complete));
        Assert.Equal("hello"u8, CheckedPayload(frame, 17)[8..]);
    }

    [Fact]
    public void A_held_datagram_keeps_its_request()
    {
        using var station = Leaving();
        Assert.Equal(NetError.None, station.Stack.OpenUdp(1000, out var socket));
        Assert.Equal(NetError.None, station.Stack.SendDatagram(socket, new Endpoint(Station.AddressOf(2), 2000), "hello"u8));
        station.TakeOnly();
        station.Receive(Arp(Station.MacOf(1), 2, Station.MacOf(2), Station.AddressOf(2), Station.MacOf(1), Station.AddressOf(1)));
        station.TakeOnly();
        Assert.Equal([ChecksumRequest.None, ChecksumRequest.Udp], station.Requests);
    }

    [Fact]
    public void A_datagram_for_which_the_link_answers_is_taken_whatever_its_checksum()
    {
        using var station = Knowing(2);
        Assert.Equal(NetError.None, station.Stack.OpenUdp(1000, out _));
        var good = Datagram("hello"u8);
        good[UdpField] ^= 1;
        station.Receive(good);
        Assert.Equal(1ul, station.Stack.Statistics.BadChecksums);
        station.Receive(good, FrameFlags.TransportChecksumValid);
        Assert.Equal(1ul, station.Stack.Statistics.BadChecksums);
        Assert.Equal(1, station.BuffersHeld);
    }

    private static byte[] Datagram(ReadOnlySpan<byte> data)
    {
        using var sender = new Station(2);
        Assert.Equal(NetError.None, sender.Stack.OpenUdp(2000, out var socket));
        sender.Receive(Arp(Station.MacOf(2), 1, Station.MacOf(1), Station.AddressOf(1), new MacAddress(0), Station.AddressOf(2)));
        sender.TakeOnly();
        Assert.Equal(NetError.None, sender.Stack.SendDatagram(socket, new Endpoint(Station.AddressOf(1), 1000), data));
        return sender.TakeOnly();
    }

    private static Station Leaving()
    {
        var station = new Station(StackOptions.Small(Station.MacOf(1), 1, 2)) { CompletesChecksums = true };
        station.Stack.Configure(Station.AddressOf(1), 24, Station.AddressOf(254));
        return station;
    }

    private static Station Knowing(byte number)
    {
        var station = Leaving();
        station.Receive(
            Arp(Station.MacOf(1), 1, Station.MacOf(number), Station.AddressOf(number), new MacAddress(0), Station.AddressOf(1)));
        station.TakeOnly();
        return station;
    }

    private static int Fold(ReadOnlySpan<byte> bytes)
    {
        var sum = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            sum += bytes[i] << (i % 2 == 0 ? 8 : 0);
        }

        sum = (sum & 0xffff) + (sum >> 16);
        return ((sum & 0xffff) + (sum >> 16)) & 0xffff;
    }
}
