// SPDX-License-Identifier: BSD-2-Clause
using System.Net.Sockets;
using System.Text;

namespace Caprock.Bench.Network.Host;

/// <summary>What Linux's own sockets ask of a guest over its tap device; every byte of every answer is checked.</summary>
internal static class TapLoad
{
    private const int WebPort = 80;
    private const int MostHead = 4096;

    /// <summary>Sends datagrams to the echo, so many at once, and takes the answers.</summary>
    public static void Echo(TapMachine machine, int bytes, int count, int burst)
    {
        using var socket = machine.Datagrams();
        var data = new byte[bytes];
        var answer = new byte[bytes + 1];
        for (var done = 0; done < count; done += burst)
        {
            data.AsSpan().Fill((byte)done);
            for (var i = 0; i < burst; i++)
            {
                socket.Send(data);
            }

            for (var i = 0; i < burst; i++)
            {
                var length = socket.Receive(answer);
                Check(answer.AsSpan(0, length).SequenceEqual(data), "An answer is wrong.");
            }
        }
    }

    /// <summary>Asks for a page so often, over one connection.</summary>
    public static void Web(TapMachine machine, string path, int length, int count)
    {
        using var socket = machine.Connect(WebPort);
        var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 10.0.0.2\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n");
        var expected = WebContent.Make(length);
        var buffer = new byte[MostHead + length];
        for (var i = 0; i < count; i++)
        {
            socket.Send(request);
            var have = 0;
            var head = -1;
            while (head < 0 || have < head + length)
            {
                var part = socket.Receive(buffer.AsSpan(have));
                Check(part > 0, "The guest ends a connection.");
                have += part;
                head = head < 0 ? EndOfHead(buffer.AsSpan(0, have)) : head;
            }

            Check(have == head + length && buffer.AsSpan(head, length).SequenceEqual(expected), "A response is wrong.");
        }
    }

    private static int EndOfHead(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        return end < 0 ? end : end + 4;
    }

    private static void Check(bool condition, string problem)
    {
        if (!condition)
        {
            throw new BenchException(problem);
        }
    }
}
