// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Caprock.Services.Net.Tcp;

namespace Caprock.Services.Net;

/// <content>TCP: data and properties of a connection.</content>
public readonly unsafe partial struct NetworkStack<TLink>
{
    /// <summary>
    /// Received bytes that were not consumed, as many as lie together; valid until the next call with this handle or of <see
    /// cref="Receive"/>.
    /// </summary>
    public ReadOnlySpan<byte> PeekReceived(SocketHandle handle)
    {
        var connection = net->Tcp.Find(handle);
        return connection == null ? default : ReceiveQueue.Peek(net, connection);
    }

    /// <summary>Is done with received bytes: the peer may send as many more.</summary>
    /// <param name="handle">The connection.</param>
    /// <param name="count">At most as many as have been received; more is not heeded.</param>
    public void Consume(SocketHandle handle, int count)
    {
        var connection = net->Tcp.Find(handle);
        if (connection == null || (uint)count > ReceiveQueue.Unread(connection))
        {
            return;
        }

        connection->ReadNext += (uint)count;
        var told = connection->ReceiveEdge - connection->ReceiveNext;
        var step = Math.Min(net->Tcp.ReceiveRingBytes / 2, 2 * TcpHeader.MaximumSegment);
        if (connection->CanReceive && ReceiveQueue.Window(net, connection) - told >= step)
        {
            connection->WantsAcknowledgement = true;
            net->Tcp.SetPending(connection);
        }
    }

    /// <summary>Gives bytes to send, which are copied.</summary>
    /// <returns>How many were taken; with fewer than given, <see cref="TcpEvents.Writable"/> tells when there is room again.</returns>
    public int Write(SocketHandle handle, scoped ReadOnlySpan<byte> data)
    {
        var connection = net->Tcp.Find(handle);
        if (connection == null || !connection->CanSend)
        {
            return 0;
        }

        var done = 0;
        fixed (byte* source = &MemoryMarshal.GetReference(data))
        {
            // At most twice: to the end of the ring, and from its start.
            while (done < data.Length)
            {
                var part = SendQueue.FreePart(net, connection, out var room);
                var count = Math.Min(room, data.Length - done);
                if (count == 0)
                {
                    connection->WantsWritable = true;
                    break;
                }

                Bytes.Copy(part, source + done, count);
                SendQueue.Extend(connection, count);
                done += count;
            }
        }

        Given(connection);
        return done;
    }

    /// <summary>
    /// Gives memory to send, which is not copied: it must not change until it is acknowledged or the connection is closed.
    /// </summary>
    /// <returns>Whether it was taken; where not, <see cref="TcpEvents.Writable"/> tells when to try again.</returns>
    public bool TryWriteReference(SocketHandle handle, byte* data, int length)
    {
        var connection = net->Tcp.Find(handle);
        if (connection == null || !connection->CanSend || length <= 0)
        {
            return false;
        }

        if (!SendQueue.TryReference(connection, data, length))
        {
            connection->WantsWritable = true;
            return false;
        }

        Given(connection);
        return true;
    }

    /// <summary>Bytes given to send that the peer has not acknowledged.</summary>
    public int Unacknowledged(SocketHandle handle)
    {
        var connection = net->Tcp.Find(handle);
        var isSending = connection != null && connection->State > TcpState.SynReceived && !connection->IsFinAcknowledged;
        return isSending ? (int)(connection->SendEnd - connection->SendUnacknowledged) : 0;
    }

    /// <summary>The state of a connection; closed for a stale handle.</summary>
    public TcpState StateOf(SocketHandle handle)
    {
        var connection = net->Tcp.Find(handle);
        return connection == null ? TcpState.Closed : connection->State;
    }

    /// <summary>Why a connection is closed.</summary>
    public NetError ErrorOf(SocketHandle handle)
    {
        var connection = net->Tcp.Find(handle);
        return connection == null ? NetError.BadHandle : connection->Error;
    }

    /// <summary>The other side of a connection.</summary>
    public Endpoint PeerOf(SocketHandle handle)
    {
        var connection = net->Tcp.Find(handle);
        return connection == null
            ? default
            : new Endpoint(
                Interface.FromWire((uint)connection->Flow.Key),
                BinaryPrimitives.ReverseEndianness((ushort)(connection->Flow.Key >> 32)));
    }

    /// <summary>This side's port of a connection; 0 for a stale handle.</summary>
    public ushort LocalPortOf(SocketHandle handle)
    {
        var connection = net->Tcp.Find(handle);
        return connection == null ? (ushort)0 : BinaryPrimitives.ReverseEndianness((ushort)(connection->Flow.Key >> 48));
    }

    /// <summary>What <see cref="SetUserData"/> has set; 0 before.</summary>
    public ulong UserDataOf(SocketHandle handle)
    {
        var connection = net->Tcp.Find(handle);
        return connection == null ? 0 : connection->UserData;
    }

    /// <summary>Keeps a word of the application with a connection.</summary>
    public void SetUserData(SocketHandle handle, ulong value)
    {
        var connection = net->Tcp.Find(handle);
        if (connection != null)
        {
            connection->UserData = value;
        }
    }

    /// <summary>Whether small segments leave at once instead of waiting for acknowledgements (Nagle's algorithm off).</summary>
    public void SetImmediate(SocketHandle handle, bool isImmediate)
    {
        var connection = net->Tcp.Find(handle);
        if (connection != null)
        {
            connection->IsImmediate = isImmediate;
            net->Tcp.SetPending(connection);
        }
    }

    /// <summary>
    /// After how long without a segment the peer is asked whether it is there; 0 for never, which is how connections begin.
    /// </summary>
    public void SetKeepAlive(SocketHandle handle, ulong microseconds)
    {
        var connection = net->Tcp.Find(handle);
        if (connection != null)
        {
            connection->KeepAliveMicroseconds = microseconds;
            TcpOpening.StartKeepAlive(net, connection);
        }
    }

    private void Given(TcpConnection* connection)
    {
        var isIdle = connection->SendHighest == connection->SendUnacknowledged && connection->State > TcpState.SynReceived;
        if (isIdle && net->NowMicroseconds - connection->LastSent > connection->RoundTrip.TimeoutMicroseconds)
        {
            connection->Congestion.Idle();
        }

        net->Tcp.SetPending(connection);
    }
}
