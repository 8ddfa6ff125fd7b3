// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net;
using Caprock.Services.Net.Udp;

namespace Caprock.Tests.NetworkImage;

/// <summary>What a datagram that is sent back costs the server's stack and application.</summary>
internal static unsafe class UdpFigures
{
    private const int Rounds = 64;
    private const int WarmUp = 4;

    /// <summary>Measures with a number of datagrams taken in at a time.</summary>
    public static void Measure<TKind>(scoped ReadOnlySpan<byte> card, scoped ReadOnlySpan<byte> name, int size, int batch)
        where TKind : unmanaged, ILinkKind
    {
        var wire = default(Wire<TKind>);
        wire.Initialize(1 << 14, 1 << 14);
        var data = new Span<byte>(Storage.Take((ulong)size), size);
        Check.That(wire.Server.OpenUdp(7, out var server), "server's socket"u8);
        Check.That(wire.Client.OpenUdp(5000, out var client), "client's socket"u8);
        for (var round = 0; round < Rounds; round++)
        {
            if (round == WarmUp)
            {
                wire.Instructions = 0;
                wire.Frames = 0;
            }

            for (var i = 0; i < batch; i++)
            {
                data.Fill((byte)(round + i));
                Check.That(wire.Client.SendDatagram(client, new Endpoint(Wire<TKind>.ServerAddress, 7), data), "send"u8);
                if (round < WarmUp)
                {
                    Settle(ref wire, server);
                }
            }

            wire.DeliverToServer();
            wire.Start();
            Echo(ref wire, server);
            wire.Stop();
            wire.DeliverToClient();
            Settle(ref wire, server);
            ReadAll(ref wire, client, size, round < WarmUp ? 0 : round, batch);
            wire.NowMicroseconds += 100;
        }

        Report.Write(name, card, size, wire.Instructions, wire.Frames);
        Check.That(wire.ClientLink->IsIdle && wire.ServerLink->IsIdle, "buffers are lost"u8);
    }

    /// <summary>Sends back what has arrived.</summary>
    private static void Echo<TKind>(ref Wire<TKind> wire, SocketHandle socket)
        where TKind : unmanaged, ILinkKind
    {
        for (var datagram = wire.Server.PeekDatagram(socket); datagram != null; datagram = wire.Server.PeekDatagram(socket))
        {
            Check.That(wire.Server.SendDatagram(socket, datagram->Source, datagram->Data), "echo"u8);
            wire.Server.ReleaseDatagram(socket);
        }

        wire.Server.Poll(wire.NowMicroseconds);
    }

    private static void Settle<TKind>(ref Wire<TKind> wire, SocketHandle socket)
        where TKind : unmanaged, ILinkKind
    {
        for (var i = 0; i < 4; i++)
        {
            wire.Client.Poll(wire.NowMicroseconds);
            while (wire.ClientLink->Waiting > 0 || wire.ServerLink->Waiting > 0)
            {
                var counted = wire.Instructions;
                var frames = wire.Frames;
                wire.DeliverToServer();
                Echo(ref wire, socket);
                wire.Instructions = counted;
                wire.Frames = frames;
                wire.DeliverToClient();
            }
        }
    }

    private static void ReadAll<TKind>(ref Wire<TKind> wire, SocketHandle socket, int size, int round, int batch)
        where TKind : unmanaged, ILinkKind
    {
        var count = 0;
        for (var datagram = wire.Client.PeekDatagram(socket); datagram != null; datagram = wire.Client.PeekDatagram(socket))
        {
            var data = datagram->Data;
            Check.That(data.Length == size && (round == 0 || (data[0] == (byte)(round + count) && data[size - 1] == data[0])), "content"u8);
            wire.Client.ReleaseDatagram(socket);
            count++;
        }

        Check.That(round == 0 || count == batch, "number of datagrams"u8);
    }
}
