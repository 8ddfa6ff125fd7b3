// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net;
using Caprock.Services.Net.Tcp;
using Caprock.Tests.Unit.Net.Support;

namespace Caprock.Tests.Unit.Net;

/// <summary>Peers that want more than their share.</summary>
public sealed class TcpFloodTests
{
    [Fact]
    public void Half_open_connections_beyond_the_table_get_cookies_that_work()
    {
        using var peer = new RawPeer();
        for (var i = 0; i < 2000; i++)
        {
            peer.Port = 6000 + i;
            Assert.Equal("SA", peer.Syn([2, 4, 2, 8, 3, 3, 7, 4, 2]).Flags);
        }

        Assert.Equal(2000ul - 16, peer.Station.Stack.Statistics.CookiesSent);
        Assert.Equal(0, peer.Station.Stack.ConnectionsInUse);
        peer.Port = 5000;
        peer.Open([2, 4, 2, 8, 3, 3, 7, 4, 2]);
        Assert.Equal(1ul, peer.Station.Stack.Statistics.CookiesAccepted);
        Assert.Equal(2000, peer.Station.Stack.Write(peer.Handle, new byte[2000]));
        Assert.All(peer.TakeAll(), segment => Assert.InRange(segment.Data.Length, 1, 520));
        peer.Send("A", 1, 1, "data"u8.ToArray());
        Assert.Equal("data", peer.Read());
    }

    [Fact]
    public void A_cookie_that_was_guessed_or_is_old_is_refused()
    {
        using var peer = new RawPeer();
        for (var i = 0; i < 17; i++)
        {
            peer.Port = 6000 + i;
            peer.Syn();
        }

        var good = peer.StationFirst;
        for (var i = 0; i < 1000; i++)
        {
            peer.StationFirst = good ^ (1u << (i % 24)) ^ (uint)(i / 24);
            if (peer.StationFirst != good)
            {
                peer.Send("A", 1, 1);
                Assert.Equal("R", peer.Take().Flags);
            }
        }

        peer.StationFirst = good;
        peer.Port++;
        peer.Send("A", 1, 1);
        Assert.Equal("R", peer.Take().Flags);
        peer.Port--;
        peer.Station.Advance(140_000_000);
        peer.Station.Sent.Clear();
        peer.Send("A", 1, 1);
        Assert.Equal("R", peer.Take().Flags);
        Assert.Equal(0ul, peer.Station.Stack.Statistics.CookiesAccepted);
    }

    [Fact]
    public void Half_open_connections_are_answered_again_and_then_forgotten()
    {
        using var peer = new RawPeer();
        peer.Syn();
        peer.Station.Advance(100_000_000);
        var repeated = peer.TakeAll();
        Assert.Equal(4, repeated.Count);
        Assert.All(repeated, segment => Assert.Equal(("SA", 0u, 1u), (segment.Flags, segment.Sequence, segment.Acknowledgement)));
        Assert.Equal(ulong.MaxValue, peer.Station.Stack.NextDeadlineMicroseconds);
        peer.Send("A", 1, 1);
        Assert.Equal("R", peer.Take().Flags);
    }

    [Fact]
    public void A_reset_forgets_a_half_open_connection_only_with_the_exact_number()
    {
        using var peer = new RawPeer();
        peer.Syn();
        peer.Send("R", 2, 0);
        peer.Send("S", 0, 0, options: [2, 4, 5, 180]);
        peer.Expect("SA", 0, 1);
        peer.Send("R", 1, 0);
        peer.Send("A", 1, 1);
        Assert.Equal("R", peer.Take().Flags);
    }

    [Fact]
    public void Connections_that_nobody_accepts_are_bounded_by_the_backlog()
    {
        using var peer = new RawPeer();
        for (var i = 0; i < 10; i++)
        {
            peer.Port = 6000 + i;
            peer.Syn();
            peer.Send("A", 1, 1);
        }

        Assert.Equal(4, peer.Station.Stack.ConnectionsInUse);
        Assert.Equal(6ul, peer.Station.Stack.Statistics.ConnectionsRefused);
        Assert.True(peer.Station.Stack.TryTakeEvent(out _, out _));
        peer.Send("A", 1, 1);
        Assert.Equal(5, peer.Station.Stack.ConnectionsInUse);
    }

    [Fact]
    public void When_all_connections_are_in_use_others_wait_and_get_their_turn()
    {
        using var peer = new RawPeer(options => options with { Connections = 2 });
        var handles = new List<SocketHandle>();
        for (var i = 0; i < 3; i++)
        {
            peer.Port = 6000 + i;
            peer.Syn();
            peer.Send("A", 1, 1);
            if (peer.Station.Stack.TryTakeEvent(out var handle, out _))
            {
                handles.Add(handle);
            }
        }

        Assert.Equal(2, handles.Count);
        peer.Port = 6000;
        peer.Station.Stack.Abort(handles[0]);
        peer.Station.Stack.Poll(0);
        peer.Station.Sent.Clear();
        peer.Port = 6002;
        peer.Send("PA", 1, 1, "waited"u8.ToArray());
        Assert.True(peer.Station.Stack.TryTakeEvent(out var third, out var events));
        Assert.Equal(TcpEvents.Accepted | TcpEvents.Readable, events);
        peer.Handle = third;
        Assert.Equal("waited", peer.Read());
    }

    [Fact]
    public void Ended_connections_beyond_the_table_forget_the_oldest()
    {
        using var peer = new RawPeer();
        for (var i = 0; i < 40; i++)
        {
            peer.Port = 6000 + i;
            peer.Open();
            peer.Station.Stack.Close(peer.Handle);
            peer.Take();
            peer.Send("FA", 1, 2);
            peer.Take();
        }

        Assert.Equal(0, peer.Station.Stack.ConnectionsInUse);
        peer.Send("FA", 1, 2);
        Assert.Equal("A", peer.Take().Flags);
        peer.Port = 6000;
        peer.Send("FA", 1, 2);
        Assert.Equal("R", peer.Take().Flags);
    }

    [Fact]
    public void A_closed_listener_takes_nobody()
    {
        using var peer = new RawPeer();
        peer.Syn();
        Assert.Equal(NetError.None, peer.Station.Stack.CloseListener(peer.Listener));
        Assert.Equal(NetError.BadHandle, peer.Station.Stack.CloseListener(peer.Listener));
        peer.Send("A", 1, 1);
        Assert.Equal("R", peer.Take().Flags);
        peer.Port++;
        peer.Send("S", 0, 0);
        Assert.Equal("RA", peer.Take().Flags);
        Assert.Equal(NetError.None, peer.Station.Stack.Listen(80, 1, out var again));
        Assert.NotEqual(peer.Listener, again);
    }

    [Fact]
    public void A_peer_that_keeps_its_window_closed_does_not_keep_a_closed_connection()
    {
        using var peer = new RawPeer().Open(window: 0);
        peer.Write("x");
        peer.Station.Stack.Close(peer.Handle);
        for (var i = 0; i < 30; i++)
        {
            peer.Station.Advance(61_000_000);
            foreach (var probe in peer.TakeAll())
            {
                peer.Send("A", 1, 1, window: 0);
            }
        }

        Assert.Equal(0, peer.Station.Stack.ConnectionsInUse);
    }

    [Fact]
    public void Without_buffers_nothing_is_lost_but_time()
    {
        using var peer = new RawPeer().Open();
        peer.Station.IsCongested = true;
        peer.Write("hello");
        peer.Station.AssertSilent();
        peer.Station.Stack.Close(peer.Handle);
        peer.Station.AssertSilent();
        peer.Station.IsCongested = false;
        peer.Expect("FPA", 1, 1, "hello");
    }
}
