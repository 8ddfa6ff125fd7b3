// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net;
using Caprock.Tests.Unit.Net.Support;
using static Caprock.Tests.Unit.Net.Support.Packets;

namespace Caprock.Tests.Unit.Net;

public sealed unsafe class UdpTests
{
    private static byte[] Datagram(int port, params byte[] data) =>
        Between(2, 1, 17, Udp(Station.AddressOf(2), Station.AddressOf(1), 5000, port, data));

    private static SocketHandle Open(Station station, ushort port)
    {
        Assert.Equal(NetError.None, station.Stack.OpenUdp(port, out var socket));
        return socket;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(512)]
    [InlineData(1471)]
    [InlineData(1472)]
    public void A_datagram_arrives_in_the_frame_it_came_in(int size)
    {
        using var station = new Station(1);
        var socket = Open(station, 7);
        byte[] data = [.. Enumerable.Range(0, size).Select(i => (byte)i)];
        station.Receive(Datagram(7, data));
        Assert.Equal(1, station.BuffersHeld);
        var datagram = station.Stack.PeekDatagram(socket);
        Assert.True(datagram != null);
        Assert.Equal(data, datagram->Data);
        Assert.Equal(new Endpoint(Station.AddressOf(2), 5000), datagram->Source);
        station.Stack.ReleaseDatagram(socket);
        Assert.Equal(0, station.BuffersHeld);
        Assert.True(station.Stack.PeekDatagram(socket) == null);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(18)]
    [InlineData(511)]
    [InlineData(1472)]
    public void What_is_sent_is_right_to_the_last_bit(int size)
    {
        using var station = new Station(1);
        var socket = Open(station, 7);
        byte[] data = [.. Enumerable.Range(0, size).Select(i => (byte)(255 - (i * 3)))];
        station.Receive(Arp(MacAddress.Broadcast, 1, Station.MacOf(2), Station.AddressOf(2), new MacAddress(0), Station.AddressOf(1)));
        station.TakeOnly();
        Assert.Equal(NetError.None, station.Stack.SendDatagram(socket, new Endpoint(Station.AddressOf(2), 9), data));
        var payload = CheckedPayload(station.TakeOnly(), 17);
        Assert.Equal([.. Word(7), .. Word(9), .. Word(8 + size)], payload[..6]);
        Assert.Equal(data, payload[8..]);
    }

    [Fact]
    public void A_checksum_that_would_be_zero_is_sent_as_ones()
    {
        using var station = new Station(1);
        var socket = Open(station, 7);
        station.Receive(Arp(MacAddress.Broadcast, 1, Station.MacOf(2), Station.AddressOf(2), new MacAddress(0), Station.AddressOf(1)));
        station.TakeOnly();
        var sum = InternetChecksum(
            [.. BytesOf(Station.AddressOf(1)), .. BytesOf(Station.AddressOf(2)), 0, 17, 0, 10, 0, 7, 0, 9, 0, 10, 0, 0]);
        Assert.Equal(NetError.None, station.Stack.SendDatagram(socket, new Endpoint(Station.AddressOf(2), 9), Word(sum)));
        Assert.Equal([0xff, 0xff], CheckedPayload(station.TakeOnly(), 17)[6..8]);
    }

    [Fact]
    public void A_datagram_without_checksum_is_taken()
    {
        using var station = new Station(1);
        var socket = Open(station, 7);
        station.Receive(Between(2, 1, 17, [.. Word(5000), .. Word(7), .. Word(9), 0, 0, 42]));
        Assert.Equal([42], station.Stack.PeekDatagram(socket)->Data.ToArray());
    }

    [Fact]
    public void Every_flipped_bit_of_a_datagram_is_noticed()
    {
        using var station = new Station(1);
        var socket = Open(station, 7);
        var good = Datagram(7, 1, 2, 3, 4, 5);
        for (var bit = 14 * 8; bit < good.Length * 8; bit++)
        {
            var bad = (byte[])good.Clone();
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            station.Receive(bad);
            Assert.True(station.Stack.PeekDatagram(socket) == null);
        }
    }

    [Fact]
    public void A_checksum_that_the_card_has_verified_is_not_looked_at()
    {
        using var station = new Station(1);
        var socket = Open(station, 7);
        var frame = Datagram(7, 1, 2, 3);
        frame[40] ^= 0xff;
        station.Receive(frame);
        Assert.True(station.Stack.PeekDatagram(socket) == null);
        station.Receive(frame, FrameFlags.TransportChecksumValid);
        Assert.Equal([1, 2, 3], station.Stack.PeekDatagram(socket)->Data.ToArray());
    }

    [Theory]
    [InlineData(7)]
    [InlineData(0)]
    [InlineData(14)]
    [InlineData(0xffff)]
    public void A_wrong_length_is_noticed(int length)
    {
        using var station = new Station(1);
        var socket = Open(station, 7);
        station.Receive(Between(2, 1, 17, [.. Word(5000), .. Word(7), .. Word(length), 0, 0, 1, 2, 3, 4, 5]));
        Assert.True(station.Stack.PeekDatagram(socket) == null);
    }

    [Fact]
    public void A_length_shorter_than_the_packet_cuts_the_datagram()
    {
        using var station = new Station(1);
        var socket = Open(station, 7);
        station.Receive(Between(2, 1, 17, [.. Word(5000), .. Word(7), .. Word(10), 0, 0, 1, 2, 3, 4, 5]));
        Assert.Equal([1, 2], station.Stack.PeekDatagram(socket)->Data.ToArray());
    }

    [Fact]
    public void A_closed_port_is_told_of_at_a_bounded_rate()
    {
        using var station = new Station(1);
        var frame = Datagram(9, 1, 2, 3);
        station.Receive(frame);
        var message = CheckedPayload(station.TakeOnly(), 1);
        Assert.Equal([3, 3], message[..2]);
        Assert.Equal(frame[14..(14 + 28)], message[8..]);
        for (var i = 0; i < 1000; i++)
        {
            station.NowMicroseconds += 1000;
            station.Receive(frame);
        }

        Assert.InRange(station.Sent.Count, 90, 120);
    }

    [Fact]
    public void A_full_queue_drops_and_counts()
    {
        using var station = new Station(1);
        var socket = Open(station, 7);
        for (byte i = 0; i < 40; i++)
        {
            station.Receive(Datagram(7, i));
        }

        Assert.Equal(8ul, station.Stack.Statistics.QueueFull);
        for (byte i = 0; i < 32; i++)
        {
            Assert.Equal([i], station.Stack.PeekDatagram(socket)->Data);
            station.Stack.ReleaseDatagram(socket);
        }

        Assert.Equal(0, station.BuffersHeld);
    }

    [Fact]
    public void Closing_gives_back_what_nobody_read_and_ends_the_handle()
    {
        using var station = new Station(1);
        var socket = Open(station, 7);
        station.Receive(Datagram(7, 1));
        Assert.Equal(NetError.None, station.Stack.CloseUdp(socket));
        Assert.Equal(0, station.BuffersHeld);
        Assert.Equal(NetError.BadHandle, station.Stack.CloseUdp(socket));
        var again = Open(station, 7);
        Assert.Equal(socket.Index, again.Index);
        Assert.Equal(NetError.BadHandle, station.Stack.SendDatagram(socket, new Endpoint(Station.AddressOf(2), 9), [1]));
        Assert.True(station.Stack.PeekDatagram(socket) == null);
    }

    [Fact]
    public void A_port_is_opened_once_and_all_sockets_can_be_used_and_used_again()
    {
        using var station = new Station(1);
        for (var round = 0; round < 3; round++)
        {
            var sockets = Enumerable.Range(0, 16).Select(i => Open(station, (ushort)(100 + (i * 256)))).ToList();
            Assert.Equal(NetError.NoMemory, station.Stack.OpenUdp(99, out _));
            Assert.Equal(NetError.None, station.Stack.CloseUdp(sockets[5]));
            Assert.Equal(NetError.AddressInUse, station.Stack.OpenUdp(100, out _));
            sockets[5] = Open(station, 0);
            Assert.InRange(station.Stack.PortOf(sockets[5]), 49152, 65535);
            sockets.ForEach(socket => Assert.Equal(NetError.None, station.Stack.CloseUdp(socket)));
        }
    }

    [Fact]
    public void Refusals_say_why()
    {
        using var station = new Station(1);
        var socket = Open(station, 7);
        Assert.Equal(NetError.TooLong, station.Stack.SendDatagram(socket, new Endpoint(Station.AddressOf(2), 9), new byte[1473]));
        Assert.Equal(NetError.BadHandle, station.Stack.SendDatagram(SocketHandle.None, new Endpoint(Station.AddressOf(2), 9), [1]));
        Assert.Equal(NetError.NoRoute, station.Stack.SendDatagram(socket, new Endpoint(Station.AddressOf(1), 9), [1]));
        Assert.Equal(NetError.NoRoute, station.Stack.SendDatagram(socket, new Endpoint(new Ipv4Address(224, 0, 0, 1), 9), [1]));
        station.IsCongested = true;
        Assert.Equal(NetError.NoBuffer, station.Stack.SendDatagram(socket, new Endpoint(Station.AddressOf(2), 9), [1]));
    }

    [Fact]
    public void Broadcasts_are_received_and_sent()
    {
        using var station = new Station(1);
        var socket = Open(station, 7);
        foreach (var target in new[] { Ipv4Address.Broadcast, Station.AddressOf(255) })
        {
            var packet = Ipv4(Station.AddressOf(2), target, 17, Udp(Station.AddressOf(2), target, 5000, 7, [1]));
            station.Receive(Ethernet(MacAddress.Broadcast, Station.MacOf(2), 0x0800, packet));
            Assert.Equal([1], station.Stack.PeekDatagram(socket)->Data.ToArray());
            station.Stack.ReleaseDatagram(socket);
            Assert.Equal(NetError.None, station.Stack.SendDatagram(socket, new Endpoint(target, 9), [2]));
            Assert.Equal(BytesOf(MacAddress.Broadcast), station.TakeOnly()[..6]);
        }
    }
}
