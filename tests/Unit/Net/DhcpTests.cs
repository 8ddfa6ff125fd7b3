// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using Caprock.Services.Net;
using Caprock.Tests.Unit.Net.Support;
using static Caprock.Tests.Unit.Net.Support.Packets;

namespace Caprock.Tests.Unit.Net;

public sealed class DhcpTests
{
    private static readonly Ipv4Address Server = Station.AddressOf(254);
    private static readonly Ipv4Address Offered = Station.AddressOf(77);

    private static Station Start()
    {
        var station = new Station(StackOptions.Small(Station.MacOf(1), 5, 6));
        station.Stack.StartDhcp();
        return station;
    }

    /// <summary>A message of the client, checked: its options by their codes.</summary>
    private static Dictionary<int, byte[]> Message(byte[] frame, out uint transaction, out byte[] packet)
    {
        packet = frame[14..];
        var datagram = CheckedPayload(frame, 17);
        Assert.Equal([.. Word(68), .. Word(67)], datagram[..4]);
        var message = datagram[8..];
        Assert.True(message.Length >= 300);
        Assert.Equal([1, 1, 6, 0], message[..4]);
        Assert.Equal(BytesOf(Station.MacOf(1)), message[28..34]);
        Assert.Equal([0x63, 0x82, 0x53, 0x63], message[236..240]);
        transaction = BinaryPrimitives.ReadUInt32BigEndian(message.AsSpan(4));
        var options = new Dictionary<int, byte[]>();
        for (var at = 240; message[at] != 255; at += 2 + message[at + 1])
        {
            options.Add(message[at], message[(at + 2)..(at + 2 + message[at + 1])]);
        }

        return options;
    }

    private static byte[] Answer(byte type, uint transaction, Ipv4Address address, byte[]? more = null, bool isBroadcast = false)
    {
        byte[] number = [(byte)(transaction >> 24), (byte)(transaction >> 16), (byte)(transaction >> 8), (byte)transaction];
        byte[] message =
        [
            2, 1, 6, 0, .. number, 0, 0, 0, 0, 0, 0, 0, 0, .. BytesOf(address), .. new byte[8], .. BytesOf(Station.MacOf(1)),
            .. new byte[10 + 192],
            0x63, 0x82, 0x53, 0x63, 53, 1, type, 0, 54, 4, .. BytesOf(Server), 1, 4, 255, 255, 255, 0, 3, 4, .. BytesOf(Server),
            6, 8, 9, 9, 9, 9, 8, 8, 8, 8, 51, 4, 0, 0, 0x0e, 0x10, .. more ?? [], 255,
        ];
        var target = isBroadcast ? Ipv4Address.Broadcast : address;
        return Ethernet(Station.MacOf(1), Station.MacOf(254), 0x0800, Ipv4(Server, target, 17, Udp(Server, target, 67, 68, message)));
    }

    private static Station Bound()
    {
        var station = Start();
        Message(station.TakeOnly(), out var transaction, out _);
        station.Receive(Answer(2, transaction, Offered));
        Message(station.TakeOnly(), out transaction, out _);
        station.Receive(Answer(5, transaction, Offered));
        station.AssertSilent();
        Assert.True(station.Stack.HasLease);
        return station;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_address_is_asked_for_and_got(bool isBroadcast)
    {
        using var station = Start();
        var frame = station.TakeOnly();
        var discover = Message(frame, out var transaction, out var packet);
        Assert.Equal(BytesOf(MacAddress.Broadcast), frame[..6]);
        Assert.Equal([0, 0, 0, 0, 255, 255, 255, 255], packet[12..20]);
        Assert.Equal([1], discover[53]);
        Assert.Equal([1, .. BytesOf(Station.MacOf(1))], discover[61]);
        station.Receive(Answer(2, transaction, Offered, isBroadcast: isBroadcast));
        var request = Message(station.TakeOnly(), out var second, out _);
        Assert.Equal(transaction, second);
        Assert.Equal([3], request[53]);
        Assert.Equal(BytesOf(Offered), request[50]);
        Assert.Equal(BytesOf(Server), request[54]);
        Assert.False(station.Stack.HasLease);
        station.Receive(Answer(5, transaction, Offered, isBroadcast: isBroadcast));
        Assert.True(station.Stack.HasLease);
        Assert.Equal(Offered, station.Stack.Address);
        Assert.Equal(new Ipv4Address(9, 9, 9, 9), station.Stack.NameServer);
        station.Receive(Arp(MacAddress.Broadcast, 1, Station.MacOf(2), Station.AddressOf(2), new MacAddress(0), Offered));
        station.TakeOnly();
        Assert.Equal(NetError.None, station.Stack.OpenUdp(0, out var socket));
        Assert.Equal(NetError.None, station.Stack.SendDatagram(socket, new Endpoint(new Ipv4Address(1, 2, 3, 4), 5), [1]));
        Assert.Equal(BytesOf(Server), station.TakeOnly()[38..42]);
    }

    [Fact]
    public void Without_an_answer_it_asks_ever_more_slowly()
    {
        using var station = Start();
        var times = new List<ulong>();
        for (var i = 0; i < 3000; i++)
        {
            station.Advance(100_000);
            times.AddRange(Enumerable.Repeat(station.NowMicroseconds, station.Sent.Count));
            station.Sent.Clear();
        }

        Assert.InRange(times.Count, 6, 9);
        Assert.InRange(times[1] - times[0], 3_900_000ul, 5_200_000ul);
        Assert.InRange(times[^1] - times[^2], 63_000_000ul, 66_000_000ul);
    }

    [Fact]
    public void Answers_to_others_are_ignored()
    {
        using var station = Start();
        Message(station.TakeOnly(), out var transaction, out _);
        station.Receive(Answer(2, transaction + 1, Offered));
        station.Receive(Answer(5, transaction, Offered));
        station.Receive(Answer(2, transaction, Ipv4Address.Broadcast, isBroadcast: true));
        station.AssertSilent();
        Assert.False(station.Stack.HasLease);
    }

    [Fact]
    public void A_refusal_begins_again_and_so_does_silence()
    {
        using var station = Start();
        Message(station.TakeOnly(), out var transaction, out _);
        station.Receive(Answer(2, transaction, Offered));
        station.TakeOnly();
        station.NowMicroseconds += 5;
        station.Receive(Answer(6, transaction, new Ipv4Address(0), isBroadcast: true));
        Assert.Equal([1], Message(station.TakeOnly(), out var next, out _)[53]);
        Assert.NotEqual(transaction, next);
        station.Receive(Answer(2, next, Offered));
        station.TakeOnly();
        station.Advance(70_000_000);
        Assert.Contains(station.Sent, frame => Message(frame, out _, out _)[53][0] == 1);
    }

    [Fact]
    public void At_half_of_its_time_the_server_is_asked_for_more()
    {
        using var station = Bound();
        station.Receive(Arp(MacAddress.Broadcast, 1, Station.MacOf(254), Server, new MacAddress(0), Offered));
        station.TakeOnly();
        station.Advance(1_799_000_000);
        Assert.Empty(station.Sent);
        station.Advance(2_000_000);
        station.Receive(Arp(Station.MacOf(1), 2, Station.MacOf(254), Server, Station.MacOf(1), Offered));
        station.Stack.Poll(station.NowMicroseconds);
        var frame = station.Sent.Last();
        var request = Message(frame, out var transaction, out var packet);
        Assert.Equal([.. BytesOf(Offered), .. BytesOf(Server)], packet[12..20]);
        Assert.Equal(BytesOf(Offered), packet[40..44]);
        Assert.Equal([3], request[53]);
        Assert.False(request.ContainsKey(54));
        station.Sent.Clear();
        station.Receive(Answer(5, transaction, Offered));
        station.Advance(1_700_000_000);
        Assert.Empty(station.Sent);
        Assert.True(station.Stack.HasLease);
    }

    [Fact]
    public void Without_more_time_anybody_is_asked_and_then_the_address_is_given_up()
    {
        using var station = Bound();
        station.Advance(3_200_000_000);
        Assert.True(station.Stack.HasLease);
        station.Sent.Clear();
        station.Advance(70_000_000);
        Assert.Contains(station.Sent, frame => frame[13] == 0 && frame[0] == 0xff && Message(frame, out _, out _)[53][0] == 3);
        station.Advance(400_000_000);
        Assert.False(station.Stack.HasLease);
        Assert.True(station.Stack.Address.IsUnspecified);
        Assert.Contains(station.Sent, frame => frame[13] == 0 && Message(frame, out _, out _)[53][0] == 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Mutated_answers_do_no_harm(int seed)
    {
        var random = new Random(seed);
        using var station = Start();
        var leases = 0;
        var transaction = 0u;
        for (var i = 0; i < 20_000; i++)
        {
            station.Stack.Poll(station.NowMicroseconds);
            foreach (var frame in station.Sent.Where(frame => frame[13] == 0))
            {
                Message(frame, out transaction, out _);
            }

            station.Sent.Clear();
            var more = new byte[random.Next(20)];
            random.NextBytes(more);
            var answer = Answer((byte)random.Next(1, 7), transaction, Offered, more, random.Next(2) == 0);
            for (var count = random.Next(3); count > 0; count--)
            {
                answer[random.Next(42, answer.Length)] = (byte)random.Next(256);
            }

            answer[40] = 0;
            answer[41] = 0;
            station.Receive(answer);
            leases += station.Stack.HasLease ? 1 : 0;
            station.NowMicroseconds += (ulong)random.Next(2_000_000);
            if (random.Next(50) == 0)
            {
                station.Stack.StartDhcp();
            }
        }

        Assert.True(leases > 0);
    }
}
