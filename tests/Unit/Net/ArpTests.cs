// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net;
using Caprock.Tests.Unit.Net.Support;
using static Caprock.Tests.Unit.Net.Support.Packets;

namespace Caprock.Tests.Unit.Net;

public sealed class ArpTests
{
    private static readonly MacAddress Nobody = new(0);

    [Fact]
    public void A_request_for_the_station_is_answered_to_the_asker()
    {
        using var station = new Station(1);
        station.Receive(Arp(MacAddress.Broadcast, 1, Station.MacOf(2), Station.AddressOf(2), Nobody, Station.AddressOf(1)));
        Assert.Equal(
            Arp(Station.MacOf(2), 2, Station.MacOf(1), Station.AddressOf(1), Station.MacOf(2), Station.AddressOf(2)), station.TakeOnly());
    }

    [Fact]
    public void A_recorded_request_of_linux_is_answered()
    {
        using var station = new Station(1);
        station.Receive(Hex("ffffffffffff 42ca8c3ee7cc 0806 0001 0800 06 04 0001 42ca8c3ee7cc 0a000003 000000000000 0a000001"));
        Assert.Equal(
            Hex("42ca8c3ee7cc 020000000001 0806 0001 0800 06 04 0002 020000000001 0a000001 42ca8c3ee7cc 0a000003"), station.TakeOnly());
    }

    [Theory]
    [InlineData("for another", "ffffffffffff 020000000002 0806 0001 0800 06 04 0001 020000000002 0a000002 000000000000 0a000003")]
    [InlineData("from a group address", "ffffffffffff 030000000002 0806 0001 0800 06 04 0001 030000000002 0a000002 000000000000 0a000001")]
    [InlineData("from our own address", "ffffffffffff 020000000002 0806 0001 0800 06 04 0001 020000000002 0a000001 000000000000 0a000001")]
    [InlineData("from nobody", "ffffffffffff 020000000002 0806 0001 0800 06 04 0001 020000000002 00000000 000000000000 0a000001")]
    [InlineData("other hardware", "ffffffffffff 020000000002 0806 0006 0800 06 04 0001 020000000002 0a000002 000000000000 0a000001")]
    [InlineData("other protocol", "ffffffffffff 020000000002 0806 0001 86dd 06 04 0001 020000000002 0a000002 000000000000 0a000001")]
    [InlineData("cut short", "ffffffffffff 020000000002 0806 0001 0800 06 04 0001 020000000002 0a000002 000000000000 0a0000")]
    [InlineData("a reply", "020000000001 020000000002 0806 0001 0800 06 04 0002 020000000002 0a000002 020000000001 0a000001")]
    public void What_is_no_request_for_the_station_is_not_answered(string what, string frame)
    {
        Assert.NotEmpty(what);
        using var station = new Station(1);
        station.Receive(Hex(frame));
        station.AssertSilent();
    }

    [Fact]
    public void A_station_without_address_answers_nobody()
    {
        using var station = new Station(StackOptions.Small(Station.MacOf(1), 1, 2));
        station.Receive(Arp(MacAddress.Broadcast, 1, Station.MacOf(2), Station.AddressOf(2), Nobody, new Ipv4Address(0)));
        station.AssertSilent();
    }

    [Fact]
    public void A_datagram_waits_for_the_address_and_then_leaves()
    {
        using var station = new Station(1);
        Assert.Equal(NetError.None, station.Stack.OpenUdp(1000, out var socket));
        Assert.Equal(NetError.None, station.Stack.SendDatagram(socket, new Endpoint(Station.AddressOf(2), 2000), "hello"u8));
        Assert.Equal(
            Arp(MacAddress.Broadcast, 1, Station.MacOf(1), Station.AddressOf(1), Nobody, Station.AddressOf(2)), station.TakeOnly());
        Assert.Equal(1, station.BuffersHeld);

        station.Receive(Arp(Station.MacOf(1), 2, Station.MacOf(2), Station.AddressOf(2), Station.MacOf(1), Station.AddressOf(1)));
        var frame = station.TakeOnly();
        Assert.Equal(BytesOf(Station.MacOf(2)), frame[..6]);
        Assert.Equal("hello"u8, CheckedPayload(frame, 17)[8..]);
        Assert.Equal(0, station.BuffersHeld);
    }

    [Fact]
    public void The_latest_three_datagrams_wait_for_an_address_and_leave_in_their_order()
    {
        using var station = new Station(1);
        Assert.Equal(NetError.None, station.Stack.OpenUdp(1000, out var socket));
        foreach (byte number in new byte[] { 1, 2, 3, 4 })
        {
            Assert.Equal(NetError.None, station.Stack.SendDatagram(socket, new Endpoint(Station.AddressOf(2), 2000), [number]));
        }

        Assert.Equal(3, station.BuffersHeld);
        station.TakeOnly();
        station.Receive(Arp(Station.MacOf(1), 2, Station.MacOf(2), Station.AddressOf(2), Station.MacOf(1), Station.AddressOf(1)));
        Assert.Equal(NetError.None, station.Stack.SendDatagram(socket, new Endpoint(Station.AddressOf(2), 2000), [5]));
        station.Stack.Poll(station.NowMicroseconds);

        Assert.Equal<byte>([2, 3, 4, 5], station.Sent.Select(frame => CheckedPayload(frame, 17)[8]));
        Assert.Equal(0, station.BuffersHeld);
    }

    [Fact]
    public void Where_many_addresses_do_not_answer_one_datagram_waits_for_each()
    {
        const int Everybody = 40;
        const int InRows = 16;
        using var station = new Station(1);
        Assert.Equal(NetError.None, station.Stack.OpenUdp(1000, out var socket));
        for (var round = 0; round < 3; round++)
        {
            for (byte number = 2; number < 2 + Everybody; number++)
            {
                Assert.Equal(NetError.None, station.Stack.SendDatagram(socket, new Endpoint(Station.AddressOf(number), 2000), [number]));
            }
        }

        Assert.InRange(station.BuffersHeld, Everybody, Everybody + InRows);
        station.Advance(10_000_000);
        Assert.Equal(0, station.BuffersHeld);
    }

    [Fact]
    public void A_link_that_knows_a_neighbor_is_asked_in_its_place()
    {
        using var station = new Station(1) { Resolver = (_, _) => Station.MacOf(2) };
        Assert.Equal(NetError.None, station.Stack.OpenUdp(1000, out var socket));
        Assert.Equal(NetError.None, station.Stack.SendDatagram(socket, new Endpoint(Station.AddressOf(2), 2000), "hello"u8));
        var frame = station.TakeOnly();
        Assert.Equal(BytesOf(Station.MacOf(2)), frame[..6]);
        Assert.Equal("hello"u8, CheckedPayload(frame, 17)[8..]);
    }

    [Fact]
    public void A_link_that_does_not_know_is_asked_again_when_there_is_news_and_when_time_passes()
    {
        List<(ulong Time, bool IsRefresh)> asked = [];
        MacAddress? answer = null;
        using var station = new Station(1);
        station.Resolver = (_, isRefresh) =>
        {
            asked.Add((station.NowMicroseconds, isRefresh));
            return answer;
        };
        Assert.Equal(NetError.None, station.Stack.OpenUdp(1000, out var socket));
        Assert.Equal(NetError.None, station.Stack.SendDatagram(socket, new Endpoint(Station.AddressOf(2), 2000), "hello"u8));
        station.AssertSilent();
        station.Advance(1_500_000);
        Assert.Equal(2, asked.Count);

        answer = Station.MacOf(2);
        station.Stack.AskNeighborsAgain();
        Assert.Equal("hello"u8, CheckedPayload(station.TakeOnly(), 17)[8..]);
        station.Stack.AskNeighborsAgain();
        station.AssertSilent();
        Assert.Equal(3, asked.Count);
        Assert.DoesNotContain(asked, question => question.IsRefresh);

        answer = null;
        station.Advance(59_000_000);
        Assert.Equal(NetError.None, station.Stack.SendDatagram(socket, new Endpoint(Station.AddressOf(2), 2000), "again"u8));
        station.TakeOnly();
        station.Advance(1_500_000);
        Assert.True(asked[3].IsRefresh);
        answer = Station.MacOf(3);
        station.Stack.AskNeighborsAgain();
        Assert.Equal(NetError.None, station.Stack.SendDatagram(socket, new Endpoint(Station.AddressOf(2), 2000), "there"u8));
        station.TakeOnly();
        Assert.Equal(NetError.None, station.Stack.SendDatagram(socket, new Endpoint(Station.AddressOf(2), 2000), "moved"u8));
        Assert.Equal(BytesOf(Station.MacOf(3)), station.TakeOnly()[..6]);
    }

    [Fact]
    public void A_neighbor_whom_the_link_does_not_find_is_given_up()
    {
        using var station = new Station(1) { Resolver = (_, _) => null };
        Assert.Equal(NetError.None, station.Stack.OpenUdp(1000, out var socket));
        Assert.Equal(NetError.None, station.Stack.SendDatagram(socket, new Endpoint(Station.AddressOf(2), 2000), "hello"u8));
        station.Advance(10_000_000);
        Assert.Empty(station.Sent);
        Assert.Equal(0, station.BuffersHeld);
    }

    [Fact]
    public void A_neighbor_that_does_not_answer_is_asked_three_times_and_what_waits_is_given_back()
    {
        using var station = new Station(1);
        Assert.Equal(NetError.None, station.Stack.OpenUdp(1000, out var socket));
        Assert.Equal(NetError.None, station.Stack.SendDatagram(socket, new Endpoint(Station.AddressOf(2), 2000), "hello"u8));
        station.Advance(10_000_000);
        Assert.Equal(3, station.Sent.Count);
        Assert.Equal(0, station.BuffersHeld);
        Assert.Equal(ulong.MaxValue, station.Stack.NextDeadlineMicroseconds);
    }

    [Fact]
    public void A_neighbor_in_use_is_asked_again_after_a_minute_and_only_it()
    {
        using var station = new Station(1);
        Assert.Equal(NetError.None, station.Stack.OpenUdp(1000, out var socket));
        station.Receive(Arp(MacAddress.Broadcast, 1, Station.MacOf(2), Station.AddressOf(2), Nobody, Station.AddressOf(1)));
        station.TakeOnly();
        station.Advance(59_000_000);
        Assert.Equal(NetError.None, station.Stack.SendDatagram(socket, new Endpoint(Station.AddressOf(2), 2000), "hello"u8));
        station.TakeOnly();
        station.Advance(1_500_000);
        Assert.Equal(Arp(Station.MacOf(2), 1, Station.MacOf(1), Station.AddressOf(1), Nobody, Station.AddressOf(2)), station.TakeOnly());
    }

    [Fact]
    public void An_idle_neighbor_is_forgotten()
    {
        using var station = new Station(1);
        station.Receive(Arp(MacAddress.Broadcast, 1, Station.MacOf(2), Station.AddressOf(2), Nobody, Station.AddressOf(1)));
        station.TakeOnly();
        station.Advance(61_000_000);
        station.AssertSilent();
        Assert.Equal(ulong.MaxValue, station.Stack.NextDeadlineMicroseconds);
    }

    [Fact]
    public void A_flood_of_askers_takes_no_more_than_the_table()
    {
        using var station = new Station(1);
        for (var i = 0; i < 5000; i++)
        {
            var sender = new Ipv4Address(0x0a00_0000u + 300 + (uint)i);
            station.Receive(Arp(MacAddress.Broadcast, 1, Station.MacOf(9), sender, Nobody, Station.AddressOf(1)));
            station.Sent.Dequeue();
        }

        Assert.Equal(NetError.None, station.Stack.OpenUdp(1000, out var socket));
        Assert.Equal(NetError.None, station.Stack.SendDatagram(socket, new Endpoint(Station.AddressOf(2), 2000), "hello"u8));
        station.Receive(Arp(Station.MacOf(1), 2, Station.MacOf(2), Station.AddressOf(2), Station.MacOf(1), Station.AddressOf(1)));
        Assert.Equal("hello"u8, CheckedPayload(station.TakeOnly(), 17)[8..]);
    }

    [Fact]
    public void A_destination_elsewhere_is_reached_through_the_gateway()
    {
        using var station = new Station(1);
        Assert.Equal(NetError.None, station.Stack.OpenUdp(1000, out var socket));
        Assert.Equal(NetError.None, station.Stack.SendDatagram(socket, new Endpoint(new Ipv4Address(192, 0, 2, 1), 53), "hello"u8));
        Assert.Equal(
            Arp(MacAddress.Broadcast, 1, Station.MacOf(1), Station.AddressOf(1), Nobody, Station.AddressOf(254)), station.TakeOnly());
    }
}
