// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Services.Net;
using Caprock.Services.Net.Dns;
using Caprock.Tests.Unit.Net.Support;
using static Caprock.Tests.Unit.Net.Support.Packets;

namespace Caprock.Tests.Unit.Net;

public sealed class DnsTests
{
    private static readonly Ipv4Address Server = Station.AddressOf(2);

    private static byte[] Name(string name) =>
        [.. name.Split('.').SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0];

    private static byte[] Record(byte[] name, int type, byte[] data) =>
        [.. name, .. Word(type), .. Word(1), 0, 0, 0, 60, .. Word(data.Length), .. data];

    private static byte[] Message(byte[] question, int code, params byte[][] answers)
    {
        byte[] head = [question[0], question[1], 0x81, (byte)(0x80 | code), 0, 1, .. Word(answers.Length), 0, 0, 0, 0];
        return [.. head, .. question[12..], .. answers.SelectMany(answer => answer)];
    }

    private static Station Start()
    {
        var station = new Station(1);
        station.Stack.SetNameServer(Server);
        station.Receive(Arp(MacAddress.Broadcast, 1, Station.MacOf(2), Server, new MacAddress(0), Station.AddressOf(1)));
        station.TakeOnly();
        return station;
    }

    private static SocketHandle Ask(Station station, string name, out byte[] question, out int port)
    {
        Assert.Equal(NetError.None, station.Stack.Resolve(Encoding.ASCII.GetBytes(name), out var query));
        question = Question(station, out port);
        return query;
    }

    private static byte[] Question(Station station, out int port)
    {
        var datagram = CheckedPayload(station.TakeOnly(), 17);
        port = (datagram[0] << 8) | datagram[1];
        Assert.Equal(Word(53), datagram[2..4]);
        return datagram[8..];
    }

    private static void Reply(Station station, int port, byte[] message, int from = 53) =>
        station.Receive(Between(2, 1, 17, Udp(Server, Station.AddressOf(1), from, port, message)));

    private static string Result(Station station, SocketHandle query)
    {
        var addresses = new Ipv4Address[4];
        var result = station.Stack.TryTakeAddresses(query, addresses, out var count);
        return $"{result} {string.Join(' ', addresses.Take(count).Select(address => string.Join('.', BytesOf(address))))}".Trim();
    }

    [Fact]
    public void A_name_is_asked_for_and_its_addresses_are_got()
    {
        using var station = Start();
        var query = Ask(station, "www.Example.com.", out var question, out var port);
        Assert.Equal([1, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. Name("www.Example.com"), 0, 1, 0, 1], question[2..]);
        Assert.Equal("BadState", Result(station, query));
        Reply(station, port, Message(question, 0, Record([0xc0, 12], 1, [1, 2, 3, 4]), Record(Name("WWW.example.COM"), 1, [5, 6, 7, 8])));
        Assert.Equal("None 1.2.3.4 5.6.7.8", Result(station, query));
        station.Stack.ReleaseQuery(query);
        Assert.Equal("BadHandle", Result(station, query));
    }

    [Fact]
    public void Aliases_are_followed()
    {
        using var station = Start();
        var query = Ask(station, "a.b", out var question, out var port);
        Reply(station, port, Message(
            question, 0, Record([0xc0, 12], 5, [1, (byte)'c', 0xc0, 14]), Record([0xc0, 12], 1, [9, 9, 9, 9]),
            Record(Name("c.b"), 1, [1, 2, 3, 4])));
        Assert.Equal("None 1.2.3.4", Result(station, query));
    }

    [Theory]
    [InlineData(3, "NoSuchName")]
    [InlineData(2, "ServerFailed")]
    [InlineData(5, "ServerFailed")]
    [InlineData(0, "NoSuchName")]
    public void Refusals_are_told(int code, string result)
    {
        using var station = Start();
        var query = Ask(station, "a.b", out var question, out var port);
        Reply(station, port, Message(question, code));
        Assert.Equal(result, Result(station, query));
    }

    [Fact]
    public void A_question_is_asked_again_with_another_number_and_then_given_up()
    {
        using var station = Start();
        var query = Ask(station, "a.b", out var question, out var port);
        station.Advance(2_010_000);
        var again = Question(station, out var otherPort);
        Assert.NotEqual((question[0], question[1], port), (again[0], again[1], otherPort));
        Reply(station, port, Message(question, 0, Record([0xc0, 12], 1, [1, 2, 3, 4])));
        Assert.Equal("BadState", Result(station, query));
        station.Advance(60_000_000);
        Assert.Equal("TimedOut", Result(station, query));
    }

    [Fact]
    public void Forged_answers_are_ignored()
    {
        using var station = Start();
        var query = Ask(station, "a.b", out var question, out var port);
        byte[] good = Message(question, 0, Record([0xc0, 12], 1, [6, 6, 6, 6]));
        byte[] otherNumber = [(byte)(good[0] ^ 1), .. good[1..]];
        byte[] otherName = [.. good];
        otherName[13] ^= 2;
        Reply(station, port, otherNumber);
        Reply(station, port, otherName);
        Reply(station, port, question);
        Reply(station, port, good, from: 54);
        Reply(station, port ^ 1, good);
        station.Receive(Between(3, 1, 17, Udp(Station.AddressOf(3), Station.AddressOf(1), 53, port, good)));
        Assert.Equal("BadState", Result(station, query));
        Reply(station, port, good);
        Assert.Equal("None 6.6.6.6", Result(station, query));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a..b")]
    [InlineData(".a")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123.b")]
    public void What_is_no_name_is_refused(string name)
    {
        using var station = Start();
        Assert.Equal(NetError.NoSuchName, station.Stack.Resolve(Encoding.ASCII.GetBytes(name), out _));
        Assert.Equal(
            NetError.NoSuchName, station.Stack.Resolve(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a.", 127)) + "b"), out _));
    }

    [Fact]
    public void Questions_at_once_are_bounded()
    {
        using var station = Start();
        var queries = Enumerable.Range(0, 4).Select(i => Ask(station, $"a{i}", out _, out _)).ToList();
        Assert.Equal(NetError.NoMemory, station.Stack.Resolve("b"u8, out _));
        queries.ForEach(station.Stack.ReleaseQuery);
        Ask(station, "b", out _, out _);
    }

    [Fact]
    public void Answers_that_point_in_circles_or_outside_end()
    {
        var question = Name("a.b");
        byte[] head = [0, 0, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0];
        byte[][] names = [[0xc0, 22], [0xff, 0xff], [0xc0], [63], [1, (byte)'a', 0xc0, 22], [0x80, 1]];
        foreach (var name in names)
        {
            byte[] message = [.. head, .. question, 0, 1, 0, 1, .. Record(name, 1, [1, 2, 3, 4])];
            Assert.Equal(NetError.NoSuchName, DnsMessage.Read(message, question, new uint[8], out _));
        }
    }

    [Fact]
    public void Mutated_answers_do_no_harm()
    {
        var random = new Random(3);
        var question = Name("www.example.com");
        byte[] good =
        [
            0, 0, 0x81, 0x80, 0, 1, 0, 3, 0, 0, 0, 0, .. question, 0, 1, 0, 1, .. Record([0xc0, 12], 5, [1, (byte)'c', 0xc0, 16]),
            .. Record([1, (byte)'c', 0xc0, 16], 1, [1, 2, 3, 4]), .. Record([0xc0, 12], 1, [1, 2, 3, 5]),
        ];
        var answered = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var message = (byte[])good.Clone();
            for (var count = random.Next(5); count > 0; count--)
            {
                message[random.Next(message.Length)] = random.Next(3) == 0 ? (byte)(0xc0 | random.Next(4)) : (byte)random.Next(256);
            }

            var result = DnsMessage.Read(message.AsSpan(0, random.Next(message.Length + 1)), question, new uint[8], out var found);
            Assert.Equal(result == NetError.None, found > 0);
            answered += found;
        }

        Assert.True(answered > 1000);
    }
}
