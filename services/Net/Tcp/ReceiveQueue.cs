// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Net.Tcp;

/// <summary>
/// Received data: a ring in which a byte's place is the lowest bits of its number, so that data out of order is put where it belongs.
/// </summary>
internal static unsafe class ReceiveQueue
{
    /// <summary>The window that the ring allows now.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Window(NetworkState* net, TcpConnection* connection) =>
        net->Tcp.ReceiveRingBytes - (connection->ReceiveNext - connection->ReadNext);

    /// <summary>Takes in data that lies within the window.</summary>
    /// <returns>Whether it was kept: data out of order is not when it would make too many gaps.</returns>
    public static bool TryPut(NetworkState* net, TcpConnection* connection, uint sequence, byte* data, int length)
    {
        if (sequence != connection->ReceiveNext)
        {
            if (!connection->OutOfOrder.TryAdd(sequence, sequence + (uint)length))
            {
                return false;
            }

            connection->LatestOutOfOrder = sequence;
            CopyIn(net, connection, sequence, data, length);
            return true;
        }

        CopyIn(net, connection, sequence, data, length);
        connection->ReceiveNext = sequence + (uint)length;
        if (!connection->OutOfOrder.IsEmpty)
        {
            TakeUp(connection);
        }

        return true;
    }

    /// <summary>Bytes that were received in order and not read; the peer's FIN, which takes a number, is none.</summary>
    public static uint Unread(TcpConnection* connection)
    {
        var fin = connection->HasPeerFin && connection->ReceiveNext == connection->PeerFin + 1 ? 1u : 0;
        return connection->ReceiveNext - connection->ReadNext - fin;
    }

    /// <summary>The first bytes that were not read, as many as lie together.</summary>
    public static ReadOnlySpan<byte> Peek(NetworkState* net, TcpConnection* connection)
    {
        var place = connection->ReadNext & (net->Tcp.ReceiveRingBytes - 1);
        var length = Math.Min(Unread(connection), net->Tcp.ReceiveRingBytes - place);
        return new ReadOnlySpan<byte>(connection->ReceiveRing + place, (int)length);
    }

    /// <summary>What arrived out of order and no longer is.</summary>
    private static void TakeUp(TcpConnection* connection)
    {
        var index = connection->OutOfOrder.Find(connection->ReceiveNext);
        if (index >= 0)
        {
            connection->ReceiveNext = connection->OutOfOrder.End(index);
        }

        connection->OutOfOrder.RemoveBefore(connection->ReceiveNext);
    }

    private static void CopyIn(NetworkState* net, TcpConnection* connection, uint sequence, byte* data, int length)
    {
        var size = net->Tcp.ReceiveRingBytes;
        var place = sequence & (size - 1);
        var first = (int)Math.Min((uint)length, size - place);
        Bytes.Copy(connection->ReceiveRing + place, data, first);
        if (first != length)
        {
            Bytes.Copy(connection->ReceiveRing, data + first, length - first);
        }
    }
}
