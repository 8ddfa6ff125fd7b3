// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Web;

/// <summary>Many at once, and those who would stop others.</summary>
public sealed class CrowdTests
{
    private const string Page = "/docs/tutorial";
    private const int Crowd = 1000;
    private const int Synchronisations = 5000;
    private const string Unfinished = "GET / HTTP/1.1\r\nHost: x\r\nX-Waits: ";

    [Fact]
    public async Task A_thousand_connections_at_once_get_every_byte()
    {
        using var server = new WebServer();
        var expected = await server.Client.GetByteArrayAsync(Page);
        var sockets = Enumerable.Range(0, Crowd).Select(_ => server.Connect(isOneOfMany: true)).ToList();
        Assert.True(SpinWait.SpinUntil(() => Connections(server) >= Crowd, TimeSpan.FromSeconds(30)), "not all connections are open");

        foreach (var socket in sockets)
        {
            socket.Send(Encoding.ASCII.GetBytes($"GET {Page} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
        }

        foreach (var socket in sockets)
        {
            var answer = WebServer.ReceiveAll(socket);
            var head = answer.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
            Assert.StartsWith("HTTP/1.1 200 OK\r\n", Encoding.ASCII.GetString(answer, 0, head), StringComparison.Ordinal);
            Assert.Equal(expected, answer[head..]);
            socket.Dispose();
        }

        Assert.True(SpinWait.SpinUntil(() => Connections(server) <= 2, TimeSpan.FromSeconds(30)), "connections are left behind");
        AssertNothingIsLost(server);
    }

    [Fact]
    public async Task Clients_that_read_slowly_stop_nobody_else()
    {
        using var server = new WebServer();
        var slow = Enumerable.Range(0, 100).Select(_ =>
        {
            var socket = server.Connect();
            socket.ReceiveBufferSize = 4096;
            socket.Send(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("GET /bench/ HTTP/1.1\r\nHost: x\r\n\r\n", 100))));
            return socket;
        }).ToList();

        await AssertServesOthers(server);

        slow.ForEach(socket => socket.Dispose());
        AssertNothingIsLost(server);
    }

    [Fact]
    public async Task Clients_that_never_finish_their_request_stop_nobody_else_and_are_given_up()
    {
        using var server = new WebServer();
        var idle = Enumerable.Range(0, 500).Select(i =>
        {
            var socket = server.Connect(isOneOfMany: true);
            socket.Send(Encoding.ASCII.GetBytes(Unfinished[..(1 + (i % Unfinished.Length))]));
            return socket;
        }).ToList();

        await AssertServesOthers(server);

        // Each is told after the ten seconds that a request may take.
        Assert.All(
            idle, socket => Assert.Contains("408", Encoding.ASCII.GetString(WebServer.ReceiveAll(socket)), StringComparison.Ordinal));
        idle.ForEach(socket => socket.Dispose());
        AssertNothingIsLost(server);
    }

    [Fact]
    public async Task Clients_that_talk_nonsense_or_go_away_stop_nobody_else()
    {
        using var server = new WebServer();
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            using var socket = server.Connect(isOneOfMany: true);
            var nonsense = new byte[random.Next(1, 5000)];
            random.NextBytes(nonsense);
            socket.Send(nonsense);
            if (i % 2 == 0)
            {
                // Away at once, with a reset.
                socket.LingerState = new LingerOption(true, 0);
            }
        }

        await AssertServesOthers(server);
        AssertNothingIsLost(server);
    }

    [Fact]
    public async Task A_flood_of_half_open_connections_stops_nobody()
    {
        using var flood = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        flood.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var card = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        card.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var target = (IPEndPoint)card.LocalEndPoint!;
        var own = (IPEndPoint)flood.LocalEndPoint!;
        card.Dispose();
        using var server = new WebServer(devices => OnOneWire(devices, own, target));
        var before = Segments(server);
        var running = true;
        var flooding = Task.Run(() =>
        {
            for (var i = 0; i < Synchronisations && Volatile.Read(ref running); i++)
            {
                flood.SendTo(SynFrame.To(80, i), target);
                if (i % 10 == 9)
                {
                    Thread.Sleep(1);
                }
            }
        });

        await AssertServesOthers(server);
        await flooding;
        await AssertServesOthers(server);

        Volatile.Write(ref running, false);
        // QEMU's network resets what it did not begin, so that few stay half open; tests/Unit/Net has the peers that say nothing.
        Assert.True(Segments(server) > before + (Synchronisations / 2), "the flood did not arrive");
        AssertNothingIsLost(server);
    }

    /// <summary>A wire between QEMU's user network, the card, and a socket at which a test is.</summary>
    private static IReadOnlyList<string> OnOneWire(GuestDevices devices, IPEndPoint own, IPEndPoint target)
    {
        var arguments = devices.Arguments.ToList();
        var card = arguments.FindIndex(argument => argument.EndsWith(",netdev=network0", StringComparison.Ordinal));
        arguments[card] = arguments[card].Replace("network0", "plug0", StringComparison.Ordinal);
        return
        [
            "-netdev", $"socket,id=test,udp={own},localaddr={target}",
            "-netdev", "hubport,hubid=0,id=plug0", "-netdev", "hubport,hubid=0,id=plug1,netdev=test",
            .. arguments[..(card - 1)], "-netdev", "hubport,hubid=0,id=plug2,netdev=network0", .. arguments[(card - 1)..],
        ];
    }

    private static async Task AssertServesOthers(WebServer server)
    {
        var expected = await server.Client.GetByteArrayAsync("/bench/");
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 50; i++)
        {
            using var client = new HttpClient { BaseAddress = server.Client.BaseAddress, Timeout = TimeSpan.FromSeconds(20) };
            Assert.Equal(expected, await client.GetByteArrayAsync("/bench/"));
        }

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 30);
    }

    private static void AssertNothingIsLost(WebServer server)
    {
        Assert.True(
            SpinWait.SpinUntil(
                () =>
                {
                    var network = server.Status().GetProperty("network");
                    return network.GetProperty("sendBuffersAway").GetInt64() < network.GetProperty("sendBuffers").GetInt64()
                        && network.GetProperty("receiveBuffersAway").GetInt64() >= network.GetProperty("receiveBuffers").GetInt64() - 64;
                },
                TimeSpan.FromSeconds(20)),
            server.Status().ToString());
        Assert.DoesNotContain("monitor:", server.Guest.Log, StringComparison.Ordinal);
    }

    private static long Segments(WebServer server) => server.Status().GetProperty("network").GetProperty("segmentsReceived").GetInt64();

    private static long Connections(WebServer server) => server.Status().GetProperty("http").GetProperty("connections").GetInt64();
}
