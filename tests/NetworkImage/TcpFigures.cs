// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net;
using Caprock.Services.Net.Tcp;

namespace Caprock.Tests.NetworkImage;

/// <summary>What a full segment costs, sent and received.</summary>
internal static unsafe class TcpFigures
{
    private const int Total = 1 << 20;
    private const int MostRounds = 100_000;
    private const int SegmentBytes = 1460;

    /// <summary>Measures the server sending (from memory that it gives by reference), or receiving.</summary>
    public static void Measure<TKind>(scoped ReadOnlySpan<byte> card, bool isSending)
        where TKind : unmanaged, ILinkKind
    {
        var wire = default(Wire<TKind>);
        wire.Initialize(1 << 17, 1 << 17);
        var data = Storage.Take(Total);
        for (var i = 0; i < Total; i++)
        {
            data[i] = (byte)((i * 7) ^ (i >> 8));
        }

        Check.That(wire.Server.Listen(80, 4, out _), "listen"u8);
        Check.That(wire.Client.Connect(new Endpoint(Wire<TKind>.ServerAddress, 80), 0, out var client), "connect"u8);
        var server = SocketHandle.None;
        for (var i = 0; i < 10 && server.IsNone; i++)
        {
            Turn(ref wire);
            if (wire.Server.TryTakeEvent(out var handle, out var events) && (events & TcpEvents.Accepted) != 0)
            {
                server = handle;
            }
        }

        Check.That(!server.IsNone, "accept"u8);
        wire.Instructions = 0;
        wire.Frames = 0;
        var received = isSending ? Send(ref wire, server, client, data) : Receive(ref wire, server, client, data);
        Check.That(received == Total, "bytes"u8);
        Report.Write(isSending ? "tcp-send"u8 : "tcp-receive"u8, card, SegmentBytes, wire.Instructions, Total / SegmentBytes);
        wire.Client.Abort(client);
        Turn(ref wire);
        Check.That(wire.ClientLink->IsIdle && wire.ServerLink->IsIdle, "buffers are lost"u8);
    }

    private static int Send<TKind>(ref Wire<TKind> wire, SocketHandle server, SocketHandle client, byte* data)
        where TKind : unmanaged, ILinkKind
    {
        wire.Start();
        Check.That(wire.Server.TryWriteReference(server, data, Total), "reference"u8);
        wire.Stop();
        var received = 0;
        for (var round = 0; round < MostRounds && received < Total; round++)
        {
            Turn(ref wire);
            received += Take(wire.Client, client, data, received);
        }

        return received;
    }

    private static int Receive<TKind>(ref Wire<TKind> wire, SocketHandle server, SocketHandle client, byte* data)
        where TKind : unmanaged, ILinkKind
    {
        Check.That(wire.Client.TryWriteReference(client, data, Total), "reference"u8);
        var received = 0;
        for (var round = 0; round < MostRounds && received < Total; round++)
        {
            Turn(ref wire);
            wire.Start();
            var got = wire.Server.PeekReceived(server);
            wire.Stop();
            var isRight = got.SequenceEqual(new ReadOnlySpan<byte>(data + received, got.Length));
            Check.That(isRight, "content"u8);
            received += got.Length;
            wire.Start();
            wire.Server.Consume(server, got.Length);
            wire.Stop();
        }

        return received;
    }

    private static int Take<TKind>(NetworkStack<LoopLink<TKind>> stack, SocketHandle handle, byte* data, int from)
        where TKind : unmanaged, ILinkKind
    {
        var count = 0;
        for (var got = stack.PeekReceived(handle); !got.IsEmpty; got = stack.PeekReceived(handle))
        {
            Check.That(got.SequenceEqual(new ReadOnlySpan<byte>(data + from + count, got.Length)), "content"u8);
            count += got.Length;
            stack.Consume(handle, got.Length);
        }

        return count;
    }

    private static void Turn<TKind>(ref Wire<TKind> wire)
        where TKind : unmanaged, ILinkKind
    {
        wire.NowMicroseconds += 100;
        wire.Client.Poll(wire.NowMicroseconds);
        wire.DeliverToServer();
        wire.Start();
        wire.Server.Poll(wire.NowMicroseconds);
        wire.Stop();
        wire.DeliverToClient();
    }
}
