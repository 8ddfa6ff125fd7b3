// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net;
using Caprock.Tests.Unit.Net.Support;
using static Caprock.Tests.Unit.Net.Support.Packets;

namespace Caprock.Tests.Unit.Net;

public sealed class Ipv4Tests
{
    private static byte[] Ping(params byte[] data) => Icmp(8, 0, [0x12, 0x34, 0, 1, .. data]);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(56)]
    [InlineData(57)]
    [InlineData(1472)]
    public void An_echo_request_comes_back(int size)
    {
        using var station = new Station(1);
        byte[] data = [.. Enumerable.Range(0, size).Select(i => (byte)((i * 7) ^ 0xff))];
        station.Receive(Between(2, 1, 1, Ping(data)));
        var frame = station.TakeOnly();
        Assert.Equal(BytesOf(Station.MacOf(2)), frame[..6]);
        Assert.Equal(BytesOf(Station.AddressOf(2)), frame[30..34]);
        var reply = CheckedPayload(frame, 1);
        Assert.Equal([0, 0], reply[..2]);
        Assert.Equal([0x12, 0x34, 0, 1, .. data], reply[4..]);
    }

    [Fact]
    public void Padding_behind_a_packet_is_left_out()
    {
        using var station = new Station(1);
        station.Receive([.. Between(2, 1, 1, Ping(1, 2, 3)), .. new byte[15]]);
        Assert.Equal(14 + 20 + 8 + 3, station.TakeOnly().Length);
    }

    [Fact]
    public void Options_in_the_header_are_passed_over()
    {
        using var station = new Station(1);
        byte[] header =
        [
            0x46, 0, .. Word(24 + 12), 0, 1, 0, 0, 64, 1, 0, 0, .. BytesOf(Station.AddressOf(2)), .. BytesOf(Station.AddressOf(1)), 1, 1, 1,
            0,
        ];
        Word(InternetChecksum(header)).CopyTo(header, 10);
        station.Receive(Ethernet(Station.MacOf(1), Station.MacOf(2), 0x0800, [.. header, .. Ping(1, 2, 3, 4)]));
        Assert.Equal([1, 2, 3, 4], CheckedPayload(station.TakeOnly(), 1)[8..]);
    }

    [Theory]
    [InlineData(0x2000)]
    [InlineData(0x0001)]
    [InlineData(0x2010)]
    [InlineData(0x1fff)]
    public void Fragments_are_dropped_and_counted(int fragment)
    {
        using var station = new Station(1);
        station.Receive(Between(2, 1, 1, Ping(1, 2, 3, 4), fragment));
        station.AssertSilent();
        Assert.Equal(1ul, station.Stack.Statistics.Fragments);
    }

    [Fact]
    public void Every_flipped_bit_of_a_packet_is_noticed()
    {
        using var station = new Station(1);
        var good = Between(2, 1, 1, Ping(1, 2, 3, 4));
        for (var bit = 14 * 8; bit < good.Length * 8; bit++)
        {
            var bad = (byte[])good.Clone();
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            station.Receive(bad);
            station.AssertSilent();
        }
    }

    [Fact]
    public void Every_cut_of_a_packet_is_noticed()
    {
        using var station = new Station(1);
        var good = Between(2, 1, 1, Ping(1, 2, 3, 4));
        for (var length = 0; length < good.Length; length++)
        {
            station.Receive(good.AsSpan(0, length));
            station.AssertSilent();
        }
    }

    [Theory]
    [InlineData(10, 0, 0, 3)]
    [InlineData(10, 0, 0, 255)]
    [InlineData(255, 255, 255, 255)]
    [InlineData(224, 0, 0, 1)]
    [InlineData(0, 0, 0, 0)]
    public void Packets_for_others_are_not_answered(byte first, byte second, byte third, byte fourth)
    {
        using var station = new Station(1);
        var packet = Ipv4(Station.AddressOf(2), new Ipv4Address(first, second, third, fourth), 1, Ping());
        station.Receive(Ethernet(Station.MacOf(1), Station.MacOf(2), 0x0800, packet));
        station.AssertSilent();
    }

    [Theory]
    [InlineData(10, 0, 0, 1)]
    [InlineData(10, 0, 0, 255)]
    [InlineData(255, 255, 255, 255)]
    [InlineData(224, 0, 0, 1)]
    [InlineData(127, 0, 0, 1)]
    [InlineData(0, 0, 0, 0)]
    public void Packets_from_impossible_sources_are_not_answered(byte first, byte second, byte third, byte fourth)
    {
        using var station = new Station(1);
        var packet = Ipv4(new Ipv4Address(first, second, third, fourth), Station.AddressOf(1), 1, Ping());
        station.Receive(Ethernet(Station.MacOf(1), Station.MacOf(2), 0x0800, packet));
        station.AssertSilent();
    }

    [Fact]
    public void Frames_for_other_stations_are_not_answered()
    {
        using var station = new Station(1);
        var packet = Ipv4(Station.AddressOf(2), Station.AddressOf(1), 1, Ping());
        station.Receive(Ethernet(Station.MacOf(3), Station.MacOf(2), 0x0800, packet));
        station.Receive(Ethernet(new MacAddress(1, 0, 0x5e, 0, 0, 1), Station.MacOf(2), 0x0800, packet));
        station.AssertSilent();
    }

    [Fact]
    public void Without_a_buffer_the_answer_is_left_out_and_counted()
    {
        using var station = new Station(1) { IsCongested = true };
        station.Receive(Between(2, 1, 1, Ping()));
        station.AssertSilent();
        Assert.Equal(1ul, station.Stack.Statistics.NoBuffer);
    }

    [Theory]
    [InlineData("10.0.0.1", 0x0a000001)]
    [InlineData("255.255.255.255", 0xffffffff)]
    [InlineData("0.0.0.0", 0)]
    public void An_address_in_text_is_read(string text, uint value)
    {
        Assert.True(Ipv4Address.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out var address));
        Assert.Equal(value, address.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0")]
    [InlineData("10.0.0.")]
    [InlineData(".10.0.0")]
    [InlineData("10..0.1")]
    [InlineData("10.0.0.256")]
    [InlineData("10.0.0.1.2")]
    [InlineData("10.0.0.0001")]
    [InlineData("10.0.0.1 ")]
    [InlineData("a.b.c.d")]
    public void What_is_no_address_is_refused(string text) =>
        Assert.False(Ipv4Address.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out _));
}
