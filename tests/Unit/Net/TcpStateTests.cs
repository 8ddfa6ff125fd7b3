// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net;
using Caprock.Services.Net.Tcp;
using Caprock.Tests.Unit.Net.Support;
using static System.Text.Encoding;

namespace Caprock.Tests.Unit.Net;

/// <summary>Segment by segment, as RFC 9293 has it.</summary>
public sealed class TcpStateTests
{
    private static byte[] Text(string text) => ASCII.GetBytes(text);

    [Fact]
    public void A_handshake_offers_what_the_peer_offered()
    {
        using var peer = new RawPeer(options => options with { ReceiveBytes = 1 << 18 });
        var plain = peer.Syn();
        Assert.Equal(("SA", 1u, 65535), (plain.Flags, plain.Acknowledgement, plain.Window));
        Assert.Equal([2, 4, 5, 180], plain.Options);
        peer.Port++;
        Assert.Equal([2, 4, 5, 180, 1, 3, 3, 3, 1, 1, 4, 2], peer.Syn([2, 4, 5, 180, 3, 3, 7, 4, 2]).Options);
    }

    [Fact]
    public void Data_goes_both_ways_and_the_peer_ends_first()
    {
        using var peer = new RawPeer().Open();
        peer.Send("PA", 1, 1, Text("hello"));
        Assert.True(peer.Station.Stack.TryTakeEvent(out var handle, out var events));
        Assert.Equal((peer.Handle, TcpEvents.Readable), (handle, events));
        Assert.Equal("hello", peer.Read());
        peer.Write("world!");
        peer.Expect("PA", 1, 6, "world!");
        peer.Send("A", 6, 7);
        peer.Send("FA", 6, 7);
        peer.Expect("A", 7, 7);
        Assert.Equal(TcpState.CloseWait, peer.State);
        Assert.Equal("", peer.Read());
        peer.Station.Stack.Close(peer.Handle);
        peer.Expect("FA", 7, 7);
        Assert.Equal(1, peer.Station.Stack.ConnectionsInUse);
        peer.Send("A", 7, 8);
        peer.Station.AssertSilent();
        Assert.Equal(0, peer.Station.Stack.ConnectionsInUse);
    }

    [Fact]
    public void The_station_ends_first_and_remembers_the_connection_for_a_minute()
    {
        using var peer = new RawPeer().Open();
        peer.Station.Stack.Close(peer.Handle);
        peer.Expect("FA", 1, 1);
        peer.Send("A", 1, 2);
        peer.Send("FA", 1, 2);
        peer.Expect("A", 2, 2);
        Assert.Equal(0, peer.Station.Stack.ConnectionsInUse);
        peer.Send("FA", 1, 2);
        peer.Expect("A", 2, 2);
        peer.Send("R", 2, 0);
        peer.Station.Advance(59_000_000);
        peer.Send("FA", 1, 2);
        peer.Expect("A", 2, 2);
        peer.Station.Advance(2_000_000);
        peer.Send("FA", 1, 2);
        peer.Expect("R", 2, uint.MaxValue - RawPeer.First + 1 - (uint.MaxValue - RawPeer.First + 1));
    }

    [Fact]
    public void A_new_connection_may_take_the_place_of_one_that_has_ended()
    {
        using var peer = new RawPeer().Open();
        peer.Station.Stack.Close(peer.Handle);
        peer.Expect("FA", 1, 1);
        peer.Send("FA", 1, 2);
        peer.Expect("A", 2, 2);
        peer.Station.NowMicroseconds += 1_000_000;
        var old = peer.StationFirst;
        peer.Send("S", 1000, 0);
        var answer = peer.Take();
        Assert.Equal(("SA", 1001u), (answer.Flags, answer.Acknowledgement));
        Assert.True((int)(answer.Sequence + old - old) > 2);
    }

    [Fact]
    public void Both_ending_at_once_is_good_order()
    {
        using var peer = new RawPeer().Open();
        Assert.Equal(NetError.None, peer.Station.Stack.Finish(peer.Handle));
        peer.Expect("FA", 1, 1);
        peer.Send("FA", 1, 1);
        Assert.Equal(TcpState.Closing, peer.State);
        peer.Expect("A", 2, 2);
        peer.Send("A", 2, 2);
        Assert.Equal(TcpState.TimeWait, peer.State);
        peer.Station.Stack.Close(peer.Handle);
        peer.Station.AssertSilent();
        Assert.Equal(0, peer.Station.Stack.ConnectionsInUse);
    }

    [Fact]
    public void After_finishing_the_station_still_receives()
    {
        using var peer = new RawPeer().Open();
        Assert.Equal(NetError.None, peer.Station.Stack.Finish(peer.Handle));
        Assert.Equal(NetError.BadState, peer.Station.Stack.Finish(peer.Handle));
        peer.Expect("FA", 1, 1);
        peer.Send("A", 1, 2);
        Assert.Equal(TcpState.FinWait2, peer.State);
        peer.Send("PA", 1, 2, Text("late"));
        peer.Send("FA", 5, 2);
        Assert.Equal("late", peer.Read());
        peer.Expect("A", 2, 6);
        Assert.Equal(0, peer.Station.Stack.Write(peer.Handle, [1]));
    }

    [Fact]
    public void A_fin_before_its_data_counts_when_the_data_is_there()
    {
        using var peer = new RawPeer().Open();
        peer.Send("FA", 6, 1, Text("world"));
        peer.TakeAll();
        Assert.Equal(TcpState.Established, peer.State);
        peer.Send("A", 1, 1, Text("hello"));
        Assert.Equal(12u, peer.TakeAll()[^1].Acknowledgement);
        Assert.Equal(TcpState.CloseWait, peer.State);
        Assert.Equal("helloworld", peer.Read());
    }

    [Fact]
    public void What_arrives_after_closing_is_answered_with_a_reset()
    {
        using var peer = new RawPeer().Open();
        peer.Station.Stack.Close(peer.Handle);
        peer.Expect("FA", 1, 1);
        peer.Send("A", 1, 2, Text("more"));
        Assert.Equal("RA", peer.Take().Flags);
        Assert.Equal(0, peer.Station.Stack.ConnectionsInUse);
    }

    [Fact]
    public void Closing_with_unread_data_resets()
    {
        using var peer = new RawPeer().Open();
        peer.Send("A", 1, 1, Text("unread"));
        peer.Station.Stack.Close(peer.Handle);
        Assert.Equal(("RA", 1u), (peer.Take().Flags, 1u));
        Assert.Equal(0, peer.Station.Stack.ConnectionsInUse);
    }

    [Fact]
    public void A_peer_that_never_ends_is_given_up()
    {
        using var peer = new RawPeer().Open();
        peer.Station.Stack.Close(peer.Handle);
        peer.Expect("FA", 1, 1);
        peer.Send("A", 1, 2);
        peer.Station.Advance(21_000_000);
        peer.Station.AssertSilent();
        Assert.Equal(0, peer.Station.Stack.ConnectionsInUse);
    }

    [Fact]
    public void Aborting_sends_a_reset_at_once()
    {
        using var peer = new RawPeer().Open();
        peer.Write("never sent");
        peer.Station.Stack.Abort(peer.Handle);
        peer.Expect("RA", 1, 1);
        Assert.Equal(0, peer.Station.Stack.ConnectionsInUse);
        Assert.Equal(NetError.BadHandle, peer.Station.Stack.ErrorOf(peer.Handle));
    }

    [Theory]
    [InlineData("S", 0u, "RA", 0u)]
    [InlineData("A", 1u, "R", 77u)]
    [InlineData("FA", 1u, "R", 77u)]
    [InlineData("SA", 0u, "R", 77u)]
    public void A_closed_port_resets(string flags, uint sequence, string answer, uint answerSequence)
    {
        using var peer = new RawPeer { StationPort = 81 };
        peer.Send(flags, sequence, 77);
        var segment = peer.Take();
        Assert.Equal((answer, answerSequence), (segment.Flags, segment.Sequence));
        Assert.Equal(answer == "RA" ? 1u : 0u, segment.Acknowledgement);
        peer.Send("R", 1, 0);
        peer.Send("RA", 1, 1);
        peer.Station.AssertSilent();
    }

    [Theory]
    [InlineData("SF")]
    [InlineData("")]
    [InlineData("F")]
    [InlineData("P")]
    public void A_listener_says_nothing_to_nonsense(string flags)
    {
        using var peer = new RawPeer();
        peer.Send(flags, 0, 0);
        peer.Station.AssertSilent();
    }

    [Fact]
    public void A_listener_resets_what_belongs_to_no_connection()
    {
        using var peer = new RawPeer();
        peer.Send("A", 5, 7);
        peer.Expect("R", 7, 0);
    }

    [Fact]
    public void A_reset_with_the_exact_number_ends_the_connection()
    {
        using var peer = new RawPeer().Open();
        peer.Send("R", 1, 0);
        peer.Station.AssertSilent();
        Assert.Equal((TcpState.Closed, NetError.Reset), (peer.State, peer.Station.Stack.ErrorOf(peer.Handle)));
        Assert.True(peer.Station.Stack.TryTakeEvent(out _, out var events));
        Assert.Equal(TcpEvents.Closed, events);
        peer.Station.Stack.Close(peer.Handle);
        Assert.Equal(0, peer.Station.Stack.ConnectionsInUse);
    }

    [Fact]
    public void A_reset_with_a_number_in_the_window_is_challenged()
    {
        using var peer = new RawPeer().Open();
        peer.Send("R", 2, 0);
        peer.Expect("A", 1, 1);
        peer.Send("R", 3, 0);
        peer.Station.AssertSilent();
        Assert.Equal(TcpState.Established, peer.State);
    }

    [Fact]
    public void A_reset_outside_the_window_is_ignored()
    {
        using var peer = new RawPeer().Open();
        peer.Send("R", 70_000, 0);
        peer.Send("R", 0, 0);
        peer.Station.AssertSilent();
        Assert.Equal(TcpState.Established, peer.State);
    }

    [Fact]
    public void A_syn_in_a_connection_is_challenged()
    {
        using var peer = new RawPeer().Open();
        peer.Send("S", 1, 0);
        peer.Expect("A", 1, 1);
        Assert.Equal(TcpState.Established, peer.State);
    }

    [Theory]
    [InlineData(2u)]
    [InlineData(0x8000_0000u)]
    [InlineData(0xfff0_0000u)]
    public void Data_that_acknowledges_what_was_never_sent_is_challenged_and_dropped(uint acknowledgement)
    {
        using var peer = new RawPeer().Open();
        peer.Send("A", 1, acknowledgement, Text("forged"));
        peer.Expect("A", 1, 1);
        Assert.Equal("", peer.Read());
    }

    [Fact]
    public void Segments_without_acknowledgement_are_dropped()
    {
        using var peer = new RawPeer().Open();
        peer.Send("P", 1, 0, Text("x"));
        peer.Station.AssertSilent();
        Assert.Equal("", peer.Read());
    }

    [Fact]
    public void Data_is_acknowledged_late_when_alone_and_at_once_when_two()
    {
        using var peer = new RawPeer().Open();
        peer.Send("A", 1, 1, Text("a"));
        peer.Station.AssertSilent();
        peer.Station.Advance(39_000);
        peer.Station.AssertSilent();
        peer.Station.Advance(3_000);
        peer.Expect("A", 1, 2);
        peer.Send("A", 2, 1, Text("b"));
        peer.Send("A", 3, 1, Text("c"));
        peer.Expect("A", 1, 4);
    }

    [Fact]
    public void Overlapping_and_repeated_data_arrives_once()
    {
        using var peer = new RawPeer().Open();
        peer.Send("A", 1, 1, Text("abcd"));
        peer.Send("A", 3, 1, Text("cdef"));
        peer.Send("A", 1, 1, Text("ab"));
        peer.Send("A", 0, 1, Text("?abcdefgh"));
        Assert.Equal("abcdefgh", peer.Read());
        Assert.Equal(9u, peer.TakeAll()[^1].Acknowledgement);
    }

    [Fact]
    public void Gaps_are_told_selectively_latest_first()
    {
        using var peer = new RawPeer().Open([2, 4, 5, 180, 4, 2]);
        peer.Send("A", 3, 1, Text("c"));
        peer.Send("A", 5, 1, Text("e"));
        peer.Send("A", 7, 1, Text("g"));
        var segments = peer.TakeAll();
        static byte[] Block(uint start) =>
            [.. BitConverter.GetBytes(RawPeer.First + start).Reverse(), .. BitConverter.GetBytes(RawPeer.First + start + 1).Reverse()];
        Assert.Equal([1, 1, 5, 10, .. Block(3)], segments[0].Options);
        Assert.Equal([1, 1, 5, 18, .. Block(5), .. Block(3)], segments[1].Options);
        Assert.Equal([1, 1, 5, 26, .. Block(7), .. Block(3), .. Block(5)], segments[2].Options);
        Assert.All(segments, segment => Assert.Equal(1u, segment.Acknowledgement));
        peer.Send("A", 1, 1, Text("ab"));
        var filled = peer.TakeAll()[^1];
        Assert.Equal(4u, filled.Acknowledgement);
        Assert.Equal("abc", peer.Read());
    }

    [Fact]
    public void More_gaps_than_can_be_remembered_cost_only_a_repetition()
    {
        using var peer = new RawPeer().Open();
        for (uint i = 0; i < 100; i++)
        {
            peer.Send("A", 3 + (i * 2), 1, Text("x"));
        }

        peer.TakeAll();
        for (uint i = 0; i < 102; i++)
        {
            peer.Send("A", 1 + (i * 2), 1, Text("yx"));
        }

        Assert.Equal(204, peer.Read().Length);
    }

    [Fact]
    public void A_closed_window_is_probed_and_opens_again()
    {
        using var peer = new RawPeer().Open(window: 4);
        peer.Write("0123456789");
        peer.Expect("A", 1, 1, "0123");
        peer.Send("A", 1, 5, window: 0);
        peer.Station.AssertSilent();
        peer.Station.Advance(310_000);
        peer.Expect("A", 5, 1, "4");
        peer.Send("A", 1, 5, window: 0);
        peer.Station.AssertSilent();
        peer.Station.Advance(580_000);
        peer.Station.AssertSilent();
        peer.Station.Advance(30_000);
        peer.Expect("A", 5, 1, "4");
        peer.Send("A", 1, 5, window: 100);
        peer.Expect("PA", 5, 1, "456789");
    }

    [Fact]
    public void A_closed_window_is_probed_as_long_as_the_peer_answers()
    {
        using var peer = new RawPeer().Open(window: 0);
        peer.Write("x");
        for (var i = 0; i < 200; i++)
        {
            peer.Station.Advance(61_000_000);
            foreach (var probe in peer.TakeAll())
            {
                Assert.Equal("x", ASCII.GetString(probe.Data));
                peer.Send("A", 1, 1, window: 0);
            }
        }

        Assert.Equal(TcpState.Established, peer.State);
    }

    [Fact]
    public void The_station_closes_its_window_when_nobody_reads_and_opens_it_when_somebody_does()
    {
        using var peer = new RawPeer(options => options with { ReceiveBytes = 1024 }).Open();
        peer.Send("A", 1, 1, new byte[1024]);
        peer.Station.Advance(50_000);
        Assert.Equal(0, peer.Take().Window);
        peer.Send("A", 1025, 1, [1]);
        var answer = peer.Take();
        Assert.Equal((1025u, 0), (answer.Acknowledgement, answer.Window));
        peer.Station.Stack.Consume(peer.Handle, 100);
        peer.Station.AssertSilent();
        peer.Station.Stack.Consume(peer.Handle, 500);
        Assert.Equal(600, peer.Take().Window);
    }

    [Fact]
    public void A_probe_of_a_closed_window_may_still_acknowledge()
    {
        using var peer = new RawPeer(options => options with { ReceiveBytes = 512 }).Open();
        peer.Send("A", 1, 1, new byte[512]);
        peer.Write("answer");
        peer.Expect("PA", 1, 513, "answer");
        peer.Send("A", 513, 7, [1]);
        peer.Take();
        Assert.Equal(0, peer.Station.Stack.Unacknowledged(peer.Handle));
    }

    [Fact]
    public void Small_writes_wait_for_the_acknowledgement_unless_told_otherwise()
    {
        using var peer = new RawPeer().Open();
        peer.Write("a");
        peer.Expect("PA", 1, 1, "a");
        peer.Write("b");
        peer.Write("c");
        peer.Station.AssertSilent();
        peer.Send("A", 1, 2);
        peer.Expect("PA", 2, 1, "bc");
        peer.Station.Stack.SetImmediate(peer.Handle, true);
        peer.Write("d");
        peer.Expect("PA", 4, 1, "d");
    }

    [Fact]
    public void A_lost_segment_is_sent_again_ever_more_slowly_and_then_given_up()
    {
        using var peer = new RawPeer().Open();
        peer.Write("x");
        peer.Take();
        var times = new List<ulong>();
        while (peer.State == TcpState.Established)
        {
            peer.Station.Advance(10_000);
            peer.Station.Sent.Where(frame => frame[12] == 8 && frame[13] == 0).ToList()
                .ForEach(_ => times.Add(peer.Station.NowMicroseconds));
            foreach (var request in peer.Station.Sent.Where(frame => frame[13] == 6).ToList())
            {
                peer.Station.Receive(
                    Packets.Arp(Station.MacOf(1), 2, Station.MacOf(2), Station.AddressOf(2), Station.MacOf(1), Station.AddressOf(1)));
            }

            peer.Station.Sent.Clear();
        }

        Assert.Equal(NetError.TimedOut, peer.Station.Stack.ErrorOf(peer.Handle));
        Assert.Equal(12, times.Count);
        Assert.InRange(times[1] - times[0], 580_000ul, 620_000ul);
        Assert.InRange(times[^1] - times[^2], 59_000_000ul, 61_000_000ul);
    }

    [Fact]
    public void Three_duplicates_send_the_lost_segment_again_and_two_let_new_ones_go()
    {
        using var peer = new RawPeer().Open();
        Assert.Equal(30_000, peer.Station.Stack.Write(peer.Handle, new byte[30_000]));
        Assert.Equal(10, peer.TakeAll().Count);
        peer.Send("A", 1, 1);
        Assert.Equal(14601u, peer.Take().Sequence);
        peer.Send("A", 1, 1);
        Assert.Equal(16061u, peer.Take().Sequence);
        peer.Send("A", 1, 1);
        Assert.Equal(1u, peer.Take().Sequence);
        Assert.Equal(1ul, peer.Station.Stack.Statistics.FastRetransmits);

        // NewReno: an acknowledgement that does not reach the end of the recovery shows the next hole.
        peer.Send("A", 1, 2921);
        Assert.Contains(peer.TakeAll(), segment => segment.Sequence == 2921);
    }

    [Fact]
    public void An_idle_peer_is_asked_and_a_dead_one_is_given_up()
    {
        using var peer = new RawPeer().Open();
        peer.Station.Stack.SetKeepAlive(peer.Handle, 10_000_000);
        peer.Station.Advance(10_100_000);
        peer.Expect("A", 0, 1);
        peer.Send("A", 1, 1);
        peer.Station.Advance(9_000_000);
        peer.Station.AssertSilent();
        peer.Station.Advance(1_100_000);
        peer.Expect("A", 0, 1);
        peer.Station.Advance(100_000_000);
        Assert.Equal(8, peer.TakeAll().Count);
        Assert.Equal((TcpState.Closed, NetError.TimedOut), (peer.State, peer.Station.Stack.ErrorOf(peer.Handle)));
    }

    [Fact]
    public void A_refused_connection_says_so()
    {
        using var pair = new Pair(Impairment.None);
        Assert.Equal(NetError.None, pair.Client.Stack.Connect(new Endpoint(Station.AddressOf(2), 81), 0, out var client));
        Assert.True(pair.Run(() => pair.Client.Stack.StateOf(client) == TcpState.Closed));
        Assert.Equal(NetError.Refused, pair.Client.Stack.ErrorOf(client));
        Assert.True(pair.Client.Stack.TryTakeEvent(out _, out var events));
        Assert.Equal(TcpEvents.Closed, events);
        Assert.InRange(pair.NowMicroseconds, 1ul, 10_000ul);
    }

    [Fact]
    public void A_station_that_is_not_there_is_unreachable()
    {
        using var pair = new Pair(Impairment.None);
        Assert.Equal(NetError.None, pair.Client.Stack.Connect(new Endpoint(Station.AddressOf(9), 80), 0, out var client));
        Assert.True(pair.Run(() => pair.Client.Stack.StateOf(client) == TcpState.Closed));
        Assert.Equal(NetError.Unreachable, pair.Client.Stack.ErrorOf(client));
        Assert.InRange(pair.NowMicroseconds, 2_900_000ul, 4_000_000ul);
    }

    [Fact]
    public void A_station_that_does_not_answer_times_out()
    {
        using var pair = new Pair(Impairment.None) { Filter = (from, frame) => frame[13] == 6 };
        Assert.Equal(NetError.None, pair.Client.Stack.Connect(new Endpoint(Station.AddressOf(2), 80), 0, out var client));
        Assert.True(pair.Run(() => pair.Client.Stack.StateOf(client) == TcpState.Closed));
        Assert.Equal(NetError.TimedOut, pair.Client.Stack.ErrorOf(client));
        Assert.InRange(pair.NowMicroseconds, 100_000_000ul, 200_000_000ul);
    }

    [Fact]
    public void Two_that_connect_to_each_other_at_once_get_one_connection()
    {
        using var pair = new Pair(Impairment.None);
        Assert.Equal(NetError.None, pair.Client.Stack.Connect(new Endpoint(Station.AddressOf(2), 7002), 7001, out var client));
        Assert.Equal(NetError.None, pair.Server.Stack.Connect(new Endpoint(Station.AddressOf(1), 7001), 7002, out var server));
        Assert.Equal(NetError.AddressInUse, pair.Client.Stack.Connect(new Endpoint(Station.AddressOf(2), 7002), 7001, out _));
        Assert.True(pair.Run(() => pair.Client.Stack.StateOf(client) == TcpState.Established
            && pair.Server.Stack.StateOf(server) == TcpState.Established));
        Assert.Equal(2, pair.Client.Stack.Write(client, "hi"u8));
        Assert.True(pair.Run(() => pair.Server.Stack.PeekReceived(server).SequenceEqual("hi"u8)));
    }

    [Fact]
    public void A_port_that_is_not_open_ends_a_connection_that_is_being_made_and_no_other()
    {
        using var peer = new RawPeer().Open();
        peer.Write("x");
        var frame = new List<byte[]>();
        peer.Station.Stack.Poll(0);
        frame.Add(peer.Station.Sent.Dequeue());
        peer.Station.Receive(Packets.Between(2, 1, 1, Packets.Icmp(3, 3, [0, 0, 0, 0, .. frame[0][14..42]])));
        Assert.Equal(TcpState.Established, peer.State);

        peer.Station.Receive(
            Packets.Arp(MacAddress.Broadcast, 1, Station.MacOf(2), Station.AddressOf(2), new MacAddress(0), Station.AddressOf(1)));
        peer.Station.Sent.Clear();
        Assert.Equal(NetError.None, peer.Station.Stack.Connect(new Endpoint(Station.AddressOf(2), 99), 0, out var handle));
        var syn = peer.Station.TakeOnly();
        peer.Station.Receive(Packets.Between(2, 1, 1, Packets.Icmp(3, 3, [0, 0, 0, 0, .. syn[14..42]])));
        Assert.Equal(NetError.Refused, peer.Station.Stack.ErrorOf(handle));
    }

    [Fact]
    public void A_smaller_way_makes_segments_smaller()
    {
        using var peer = new RawPeer().Open();
        Assert.Equal(5000, peer.Station.Stack.Write(peer.Handle, new byte[5000]));
        peer.Station.Stack.Poll(0);
        var frame = peer.Station.Sent.Peek();
        peer.Station.Sent.Clear();
        peer.Station.Receive(Packets.Between(2, 1, 1, Packets.Icmp(3, 4, [0, 0, .. Packets.Word(1000), .. frame[14..42]])));
        var again = peer.TakeAll();
        Assert.Equal((1u, 960), (again[0].Sequence, again[0].Data.Length));
        peer.Station.Receive(Packets.Between(2, 1, 1, Packets.Icmp(3, 4, [0, 0, .. Packets.Word(68), .. frame[14..42]])));
        Assert.All(peer.TakeAll().SkipLast(1), segment => Assert.InRange(segment.Data.Length, 500, 512));
    }

    [Fact]
    public void Memory_given_by_reference_is_sent_between_bytes_that_are_copied()
    {
        using var peer = new RawPeer().Open();
        peer.Station.Stack.SetImmediate(peer.Handle, true);
        unsafe
        {
            fixed (byte* text = "middle"u8)
            {
                peer.Write("<");
                Assert.True(peer.Station.Stack.TryWriteReference(peer.Handle, text, 6));
                peer.Write(">");
                peer.Expect("PA", 1, 1, "<middle>");
                peer.Send("A", 1, 4);
                peer.Station.Advance(350_000);
                peer.Expect("PA", 4, 1, "ddle>");
                peer.Send("A", 1, 9);
                for (var i = 0; i < 8; i++)
                {
                    Assert.True(peer.Station.Stack.TryWriteReference(peer.Handle, text, 6));
                }

                Assert.False(peer.Station.Stack.TryWriteReference(peer.Handle, text, 6));
                Assert.Equal(0, peer.Station.Stack.Write(peer.Handle, "x"u8));
                peer.TakeAll();
                peer.Station.Stack.TryTakeEvent(out _, out _);
                peer.Send("A", 1, 9 + 12);
                Assert.True(peer.Station.Stack.TryTakeEvent(out _, out var events));
                Assert.Equal(TcpEvents.Writable, events);
                Assert.True(peer.Station.Stack.TryWriteReference(peer.Handle, text, 6));
            }
        }
    }
}
