// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net;
using Caprock.Services.Net.Tcp;

namespace Caprock.Tests.Unit.Net.Support;

/// <summary>Two stations with a link between them, in time that only passes here: the same seed gives the same run.</summary>
internal sealed class Pair : IDisposable
{
    private readonly PriorityQueue<(Station To, byte[] Frame), (ulong Time, int Order)> underWay = new();
    private readonly Random random;
    private int order;

    /// <summary>Makes two stations that know each other's Ethernet addresses.</summary>
    public Pair(Impairment impairment, int seed = 1, Func<StackOptions, StackOptions>? change = null)
    {
        Impairment = impairment;
        random = new Random(seed);
        Client = Make(1, change);
        Server = Make(2, change);
    }

    /// <summary>The station 10.0.0.1.</summary>
    public Station Client { get; }

    /// <summary>The station 10.0.0.2.</summary>
    public Station Server { get; }

    /// <summary>What the link does.</summary>
    public Impairment Impairment { get; set; }

    /// <summary>Looks at each frame before the link; false loses it.</summary>
    public Func<Station, byte[], bool>? Filter { get; set; }

    /// <summary>The time.</summary>
    public ulong NowMicroseconds { get; private set; }

    /// <summary>Frames lost so far.</summary>
    public int Lost { get; private set; }

    /// <summary>Lets time pass until something holds; whether it did in time.</summary>
    /// <param name="isDone">What is waited for; may act as the application.</param>
    /// <param name="limitMicroseconds">How long at most.</param>
    public bool Run(Func<bool> isDone, ulong limitMicroseconds = 600_000_000)
    {
        var end = NowMicroseconds + limitMicroseconds;
        while (true)
        {
            Settle();
            if (isDone())
            {
                Settle();
                return true;
            }

            Settle();
            var next = Math.Min(Client.Stack.NextDeadlineMicroseconds, Server.Stack.NextDeadlineMicroseconds);
            next = Math.Max(next, NowMicroseconds + 1);
            if (underWay.TryPeek(out _, out var first))
            {
                next = Math.Min(next, first.Time);
            }

            if (next > end)
            {
                SetTime(end);
                Settle();
                return false;
            }

            SetTime(Math.Max(next, NowMicroseconds));
            Deliver();
        }
    }

    /// <summary>Lets an amount of time pass.</summary>
    public void Pass(ulong microseconds) => Assert.False(Run(() => false, microseconds));

    /// <summary>Opens a connection from the client to a listener at port 80 of the server.</summary>
    public (SocketHandle Client, SocketHandle Server) Connect()
    {
        if (Server.Stack.Listen(80, 16, out _) is not (NetError.None or NetError.AddressInUse))
        {
            Assert.Fail("No listener.");
        }

        Assert.Equal(NetError.None, Client.Stack.Connect(new Endpoint(Station.AddressOf(2), 80), 0, out var client));
        var server = SocketHandle.None;
        Assert.True(Run(() =>
        {
            if (Server.Stack.TryTakeEvent(out var handle, out var events) && (events & TcpEvents.Accepted) != 0)
            {
                server = handle;
            }

            return !server.IsNone && Client.Stack.StateOf(client) == TcpState.Established;
        }));
        return (client, server);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }

    private static Station Make(byte number, Func<StackOptions, StackOptions>? change)
    {
        var options = StackOptions.Small(
            Station.MacOf(number), 0x0123_4567_89ab_cdef * (ulong)(number + 1), 0xfedc_ba98_7654_3210 + number);
        var station = new Station(change is null ? options : change(options));
        station.Stack.Configure(Station.AddressOf(number), 24, Station.AddressOf(254));
        return station;
    }

    private void SetTime(ulong now)
    {
        NowMicroseconds = now;
        Client.NowMicroseconds = now;
        Server.NowMicroseconds = now;
    }

    private void Settle()
    {
        Client.Stack.Poll(NowMicroseconds);
        Server.Stack.Poll(NowMicroseconds);
        Transmit(Client, Server);
        Transmit(Server, Client);
    }

    private void Transmit(Station from, Station to)
    {
        while (from.Sent.TryDequeue(out var frame))
        {
            if (random.Next(1000) < Impairment.Loss || (Filter is not null && !Filter(from, frame)))
            {
                Lost++;
                continue;
            }

            var copies = random.Next(1000) < Impairment.Duplication ? 2 : 1;
            for (var i = 0; i < copies; i++)
            {
                var delay = Impairment.DelayMicroseconds;
                if (random.Next(1000) < Impairment.Reordering)
                {
                    delay += (ulong)random.NextInt64((long)delay * 5);
                }

                if (random.Next(1000) < Impairment.Corruption)
                {
                    var bad = (byte[])frame.Clone();
                    bad[random.Next(bad.Length)] ^= (byte)(1 << random.Next(8));
                    underWay.Enqueue((to, bad), (NowMicroseconds + delay, order++));
                    continue;
                }

                underWay.Enqueue((to, frame), (NowMicroseconds + delay, order++));
            }
        }
    }

    private void Deliver()
    {
        while (underWay.TryPeek(out var item, out var when) && when.Time <= NowMicroseconds)
        {
            underWay.Dequeue();
            item.To.Receive(item.Frame);
        }
    }
}
