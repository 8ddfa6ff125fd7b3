// SPDX-License-Identifier: BSD-2-Clause
using System.Net.Sockets;
using System.Text;
using Caprock.Tests.Tap;

namespace Caprock.Tests.Network;

/// <summary>The HTTP server on the stack, with Linux's stack and curl as the client.</summary>
public sealed class WebTests : IDisposable
{
    private const string Site = "http://10.77.0.2";

    private static readonly byte[] Large = [.. Enumerable.Range(0, 1 << 20).Select(i => SmallServices.At(i))];
    private static readonly byte[] Small = [.. Large.Take(1024)];

    private readonly WebServer server = new(new Dictionary<string, byte[]>
    {
        ["/"] = Encoding.ASCII.GetBytes("<p>Caprock</p>"),
        ["/large"] = Large,
        ["/small"] = Small,
    });

    private readonly string folder = Directory.CreateTempSubdirectory("caprock-web").FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        server.Dispose();
        Directory.Delete(folder, true);
    }

    private Linux Start(Disturbance? disturbance = null, int seed = 1) => new(disturbance, seed, server);

    [TapFact]
    public void Curl_gets_pages_parts_and_refusals()
    {
        using var linux = Start();
        var output = Path.Combine(folder, "out");
        Assert.Equal("<p>Caprock</p>", Curl(linux, $"{Site}/"));
        Curl(linux, "-o", output, $"{Site}/large");
        Assert.Equal(Large, File.ReadAllBytes(output));
        Curl(linux, "-o", output, "-r", "1000-2999", $"{Site}/large");
        Assert.Equal(Large[1000..3000], File.ReadAllBytes(output));
        Assert.Equal("404", Curl(linux, "-o", output, "-w", "%{http_code}", $"{Site}/nothing"));
        Assert.Equal("501", Curl(linux, "-o", output, "-w", "%{http_code}", "-X", "BREW", $"{Site}/"));
        Assert.Equal("416", Curl(linux, "-o", output, "-w", "%{http_code}", "-r", "9999999-", $"{Site}/large"));
        Assert.Contains("Content-Length: 1048576", Curl(linux, "-I", $"{Site}/large"));
        Assert.Equal("a=b", Curl(linux, "-d", "a=b", $"{Site}/echo"));
        Assert.Equal(new string('x', 5000), Curl(linux, "-d", new string('x', 5000), "-H", "Expect: 100-continue", $"{Site}/echo"));
    }

    [TapFact]
    public void Curl_keeps_a_connection_and_what_it_has_got()
    {
        using var linux = Start();
        var output = Path.Combine(folder, "out");
        Assert.Equal("111", Curl(
            linux,
            "-o", output, "-w", "%{num_connects}", $"{Site}/small",
            "--next", "-s", "-o", output, "-w", "1", $"{Site}/small",
            "--next", "-s", "-o", output, "-w", "1", $"{Site}/large"));
        var tag = Curl(linux, "-I", $"{Site}/small").Split("\r\n").Single(line => line.StartsWith("ETag: ", StringComparison.Ordinal))[6..];
        Assert.Equal("304", Curl(linux, "-o", output, "-w", "%{http_code}", "-H", $"If-None-Match: {tag}", $"{Site}/small"));
        Assert.Equal("000", CurlAllowingFailure(linux, "-o", output, "-w", "%{http_code}", "--max-time", "1", "http://10.77.0.2:81/"));
    }

    [TapTheory]
    [InlineData(1, 50, 20, 50)]
    [InlineData(2, 100, 0, 0)]
    public void Curl_gets_everything_over_a_bad_link(int seed, int loss, int duplication, int reordering)
    {
        using var linux = Start(new Disturbance { Loss = loss, Duplication = duplication, Reordering = reordering }, seed);
        var output = Path.Combine(folder, "out");
        for (var i = 0; i < 3; i++)
        {
            Curl(linux, "-o", output, $"{Site}/large");
            Assert.Equal(Large, File.ReadAllBytes(output));
        }
    }

    [TapFact]
    public void A_thousand_clients_at_once_get_every_byte_and_nothing_is_left_behind()
    {
        using var linux = Start();
        var sockets = linux.Space.Inside(() => Enumerable.Range(0, 1000).Select(_ =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 60_000 };
            socket.Connect("10.77.0.2", 80);
            return socket;
        }).ToList());
        for (var i = 0; i < sockets.Count; i++)
        {
            var target = i % 10 == 0 ? "/large" : "/small";
            sockets[i].Send(Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
        }

        Parallel.For(0, sockets.Count, i =>
        {
            var answer = Linux.ReceiveAll(sockets[i]);
            var head = answer.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
            Assert.Equal(i % 10 == 0 ? Large : Small, answer[head..]);
            sockets[i].Dispose();
        });
        Assert.True(SpinWait.SpinUntil(() => server.ConnectionsInUse == 0 && linux.Host.ConnectionsInUse == 0, 10_000));
        linux.Host.Stop();
        Assert.True(linux.Host.HasAllBuffers);
        Assert.Equal(1000ul, server.Statistics.Requests);
    }

    [TapFact]
    public void Those_who_read_slowly_or_talk_nonsense_stop_nobody_else()
    {
        using var linux = Start();
        var slow = Enumerable.Range(0, 100).Select(_ => linux.Connect(80)).ToList();
        foreach (var socket in slow)
        {
            socket.ReceiveBufferSize = 4096;
            socket.Send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n"u8);
        }

        var rude = Enumerable.Range(0, 50).Select(_ => linux.Connect(80)).ToList();
        foreach (var socket in rude)
        {
            socket.Send("\0\u0001 nonsense\r\n\r\n"u8);
            Assert.StartsWith("HTTP/1.1 400", Encoding.ASCII.GetString(Linux.ReceiveAll(socket)), StringComparison.Ordinal);
        }

        var output = Path.Combine(folder, "out");
        var seconds = double.Parse(
            Curl(linux, "-o", output, "-w", "%{time_total}", $"{Site}/large"), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(Large, File.ReadAllBytes(output));
        Assert.InRange(seconds, 0, 5);
        slow.ForEach(socket => socket.Dispose());
        rude.ForEach(socket => socket.Dispose());
    }

    [TapFact]
    public void A_flood_of_half_open_connections_stops_nobody()
    {
        using var linux = Start();
        using var raw = linux.Space.Inside(() => new Socket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Tcp));
        raw.Connect("10.77.0.2", 0);
        for (var i = 0; i < 3000; i++)
        {
            raw.Send(Syn(20_000 + i));
        }

        Assert.Equal("<p>Caprock</p>", Curl(linux, $"{Site}/"));
        var output = Path.Combine(folder, "out");
        Curl(linux, "-o", output, $"{Site}/large");
        Assert.Equal(Large, File.ReadAllBytes(output));
    }

    /// <summary>A SYN from 10.77.0.1 to port 80, its checksum right. Linux resets what answers it, as it knows nothing of it.</summary>
    private static byte[] Syn(int port)
    {
        byte[] segment = [(byte)(port >> 8), (byte)port, 0, 80, 0, 0, 0, 1, 0, 0, 0, 0, 0x50, 2, 0xff, 0xff, 0, 0, 0, 0];
        byte[] summed = [10, 77, 0, 1, 10, 77, 0, 2, 0, 6, 0, 20, .. segment];
        var sum = 0;
        for (var i = 0; i < summed.Length; i += 2)
        {
            sum += (summed[i] << 8) | summed[i + 1];
        }

        sum = (sum & 0xffff) + (sum >> 16);
        sum = ~((sum & 0xffff) + (sum >> 16));
        segment[16] = (byte)(sum >> 8);
        segment[17] = (byte)sum;
        return segment;
    }

    private static string Curl(Linux linux, params string[] arguments) =>
        linux.Space.Execute("curl", ["-s", "--max-time", "60", .. arguments]);

    private static string CurlAllowingFailure(Linux linux, params string[] arguments) =>
        linux.Space.Execute("sh", "-c", $"curl -s {string.Join(' ', arguments.Select(argument => $"'{argument}'"))} || true");
}
