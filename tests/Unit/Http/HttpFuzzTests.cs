// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Services.Http;
using Caprock.Tests.Unit.Http.Support;

namespace Caprock.Tests.Unit.Http;

/// <summary>Requests nobody would send, in pieces of any size, to a server whose transport takes as little as it likes.</summary>
public sealed class HttpFuzzTests
{
    private static readonly string[] Parts =
    [
        "GET ", "HEAD ", "POST ", "PUT ", "/", "/digits", "/form", "/show", "%41", "%", "..", "/../", "?a=b", " ", " HTTP/1.1\r\n",
        " HTTP/1.0\r\n", " HTTP/9.9\r\n",
        "Host: x\r\n", "Host:\r\n", "Content-Length: 5\r\n", "Content-Length: 4000\r\n", "Content-Length: 99999\r\n",
        "Range: bytes=1-2\r\n", "Range: bytes=-5\r\n",
        "If-None-Match: \"v1\", W/\"x\",,\r\n", "If-Match: *\r\n", "Connection: close\r\n", "Expect: 100-continue\r\n",
        "Transfer-Encoding: chunked\r\n", "\r\n", "\r\n\r\n", "\n", "\r",
        ":", "a", "\0", "\u00ff", "hello", "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Nothing_that_is_sent_does_harm(int seed)
    {
        var random = new Random(seed);
        using var server = new TestServer(1024);
        var requests = 0ul;
        for (var round = 0; round < 6000; round++)
        {
            var client = server.Connect();
            var text = new StringBuilder();
            if (random.Next(2) == 0)
            {
                // A good beginning with a field or two.
                var fields = Parts.Where(part => part.Contains(": ", StringComparison.Ordinal)
                    && !part.Contains(' ' + "HTTP", StringComparison.Ordinal)).ToList();
                text.Append("GET /digits HTTP/1.1\r\nHost: x\r\n").Append(fields[random.Next(1, fields.Count)]).Append("\r\n");
            }

            for (var count = random.Next(1, 20); count > 0; count--)
            {
                text.Append(Parts[random.Next(Parts.Length)]);
            }

            var bytes = Encoding.Latin1.GetBytes(text.ToString());
            client.MostSeen = random.Next(1, 2000);
            Converse(random, server, client, bytes);
            if (!client.IsClosed && !client.IsAborted)
            {
                server.Server.Signal(client.Place, HttpSignals.Closed, server.NowMicroseconds);
            }

            Assert.Equal(0, server.Server.ConnectionsInUse);
            requests = server.Server.Statistics.Requests;
        }

        Assert.True(requests > 500, $"Only {requests} requests got through.");
        Assert.True(server.Server.Statistics.Refused > 500);
    }

    private static void Converse(Random random, TestServer server, Client client, byte[] bytes)
    {
        var answer = new StringBuilder();
        for (var done = 0; done < bytes.Length || random.Next(3) != 0;)
        {
            var count = Math.Min(random.Next(1, 300), bytes.Length - done);
            client.ToServer.AddRange(bytes.AsSpan(done, count));
            done += count;
            client.Room = random.Next(4) == 0 ? random.Next(50) : int.MaxValue;
            var signals = (HttpSignals)random.Next(4)
                | (done == bytes.Length && random.Next(2) == 0 ? HttpSignals.PeerFinished : HttpSignals.None);
            server.Server.Signal(client.Place, signals, server.NowMicroseconds);
            if (random.Next(20) == 0)
            {
                server.NowMicroseconds += (ulong)random.Next(20_000_000);
                server.Server.Poll(server.NowMicroseconds);
            }

            answer.Append(client.TakeText());
            if (client.IsClosed || client.IsAborted)
            {
                break;
            }
        }

        // A transport that takes little may have taken the beginning of it only.
        var start = answer.ToString()[..Math.Min(answer.Length, "HTTP/1.1 ".Length)];
        Assert.StartsWith(start, "HTTP/1.1 ", StringComparison.Ordinal);
    }
}
