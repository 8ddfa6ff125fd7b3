// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Http;
using Caprock.Services.Link;
using Caprock.Services.Net.Tcp;
using Caprock.Services.Net;

namespace Caprock.Tests.NetworkImage;

/// <summary>What a request over a kept connection costs: stack, server and site.</summary>
internal static unsafe class HttpFigures
{
    private const int Requests = 8;
    private const int MostRounds = 100_000;

    /// <summary>Measures with a page of a size.</summary>
    public static void Measure<TKind>(scoped ReadOnlySpan<byte> card, int size)
        where TKind : unmanaged, ILinkKind
    {
        var wire = default(Wire<TKind>);
        wire.Initialize(1 << 14, 1 << 17);
        var transport = (StackTransport<LoopLink<TKind>>*)Storage.Take((ulong)sizeof(StackTransport<LoopLink<TKind>>));
        var site = (MemorySite*)Storage.Take((ulong)sizeof(MemorySite));
        *transport = new StackTransport<LoopLink<TKind>>(wire.Server);
        site->Content = Storage.Take((ulong)size);
        site->Length = size;
        new Span<byte>(site->Content, size).Fill((byte)'x');
        var options = HttpOptions.Usual(4);
        var bytes = HttpServer<StackTransport<LoopLink<TKind>>, MemorySite>.RequiredBytes(ref options);
        var server = HttpServer<StackTransport<LoopLink<TKind>>, MemorySite>.Create(
            Storage.Take(bytes), bytes, ref options, transport, site);
        Check.That(server.IsValid, "server"u8);
        Check.That(wire.Server.Listen(80, 4, out _), "listen"u8);
        Check.That(wire.Client.Connect(new Endpoint(Wire<TKind>.ServerAddress, 80), 0, out var client), "connect"u8);
        wire.Client.SetImmediate(client, true);
        for (var i = 0; i <= Requests; i++)
        {
            wire.Instructions = i == 1 ? 0 : wire.Instructions;
            Check.That(Request(ref wire, server, client) > size, "response"u8);
        }

        Report.Write("http"u8, card, size, wire.Instructions, Requests);
        Check.That(server.Statistics.Requests == Requests + 1, "requests"u8);
        wire.Client.Abort(client);
        Turn(ref wire, server);
        Turn(ref wire, server);
        Check.That(wire.ClientLink->IsIdle && wire.ServerLink->IsIdle && server.ConnectionsInUse == 0, "something is lost"u8);
    }

    private static int Request<TKind>(
        ref Wire<TKind> wire, HttpServer<StackTransport<LoopLink<TKind>>, MemorySite> server, SocketHandle client)
        where TKind : unmanaged, ILinkKind
    {
        var received = 0;
        var sent = false;
        for (var round = 0; round < MostRounds; round++)
        {
            if (!sent && wire.Client.StateOf(client) == TcpState.Established)
            {
                sent = wire.Client.Write(client, "GET /page HTTP/1.1\r\nHost: 10.0.0.2\r\nUser-Agent: test\r\nAccept: */*\r\n\r\n"u8) > 0;
            }

            var before = received;
            Turn(ref wire, server);
            for (var got = wire.Client.PeekReceived(client); !got.IsEmpty; got = wire.Client.PeekReceived(client))
            {
                received += got.Length;
                wire.Client.Consume(client, got.Length);
            }

            var isQuiet = wire.ClientLink->Waiting == 0 && wire.ServerLink->Waiting == 0 && before == received;
            if (sent && received > 0 && isQuiet && wire.Server.NextDeadlineMicroseconds > wire.NowMicroseconds + 100_000)
            {
                break;
            }
        }

        return received;
    }

    private static void Turn<TKind>(ref Wire<TKind> wire, HttpServer<StackTransport<LoopLink<TKind>>, MemorySite> server)
        where TKind : unmanaged, ILinkKind
    {
        wire.NowMicroseconds += 100;
        wire.Client.Poll(wire.NowMicroseconds);
        if (!wire.HasServerWork)
        {
            return;
        }

        wire.DeliverToServer();
        wire.Start();
        StackTransport<LoopLink<TKind>>.Pump(wire.Server, server, wire.NowMicroseconds);
        wire.Server.Poll(wire.NowMicroseconds);
        wire.Stop();
        wire.DeliverToClient();
    }
}
