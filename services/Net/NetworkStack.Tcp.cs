// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using Caprock.Services.Net.Tcp;

namespace Caprock.Services.Net;

/// <content>TCP: opening and closing.</content>
public readonly unsafe partial struct NetworkStack<TLink>
{
    /// <summary>Segments that a connection may send before others have their turn.</summary>
    private const int MostSegmentsInTurn = 16;

    /// <summary>Connections in use, those included whose handles were given up and that are still ending.</summary>
    public int ConnectionsInUse => net->Tcp.ConnectionsInUse;

    /// <summary>Takes connections at a port.</summary>
    /// <param name="port">The port.</param>
    /// <param name="backlog">Connections that may wait until their first event is taken.</param>
    /// <param name="listener">The handle.</param>
    public NetError Listen(ushort port, int backlog, out SocketHandle listener) => net->Tcp.Listen(port, backlog, out listener);

    /// <summary>Takes no more connections at a port.</summary>
    public NetError CloseListener(SocketHandle handle)
    {
        var listener = net->Tcp.FindListener(handle);
        if (listener == null)
        {
            return NetError.BadHandle;
        }

        listener->PortWire = 0;
        listener->Generation++;
        return NetError.None;
    }

    /// <summary>Opens a connection; <see cref="TcpEvents.Connected"/> or <see cref="TcpEvents.Closed"/> tells how it went.</summary>
    /// <param name="peer">Whom to connect to.</param>
    /// <param name="port">The port to connect from; 0 for any free one.</param>
    /// <param name="handle">The connection.</param>
    public NetError Connect(Endpoint peer, ushort port, out SocketHandle handle)
    {
        handle = SocketHandle.None;
        var peerWire = Interface.ToWire(peer.Address);
        var peerPort = BinaryPrimitives.ReverseEndianness(peer.Port);
        if (!net->Interface.TryRoute(peerWire, out var hopWire) || !net->Interface.IsPossibleSource(peerWire) || peerPort == 0)
        {
            return NetError.NoRoute;
        }

        var ownPort = port == 0 ? net->Tcp.ChoosePort(peerWire, peerPort) : BinaryPrimitives.ReverseEndianness(port);
        var key = Flow.KeyOf(peerWire, peerPort | ((uint)ownPort << 16));
        if (ownPort == 0 || net->Tcp.Flows.Find(key) != null)
        {
            return NetError.AddressInUse;
        }

        var connection = net->Tcp.Allocate();
        if (connection == null)
        {
            return NetError.NoMemory;
        }

        TcpOpening.Begin(net, connection, key, hopWire);
        handle = net->Tcp.HandleOf(connection);
        return NetError.None;
    }

    /// <summary>Takes the events of the connection that waits longest.</summary>
    public bool TryTakeEvent(out SocketHandle handle, out TcpEvents events)
    {
        var connection = net->Tcp.TakeEvent();
        handle = connection == null ? SocketHandle.None : net->Tcp.HandleOf(connection);
        events = TcpEvents.None;
        if (connection == null)
        {
            return false;
        }

        events = connection->Events;
        connection->Events = TcpEvents.None;
        net->Tcp.LeaveBacklog(connection);
        return true;
    }

    /// <summary>Sends no more; what was given is sent first. Data may still be received.</summary>
    public NetError Finish(SocketHandle handle)
    {
        var connection = net->Tcp.Find(handle);
        if (connection == null)
        {
            return NetError.BadHandle;
        }

        if (!connection->CanSend)
        {
            return NetError.BadState;
        }

        Finish(connection);
        return NetError.None;
    }

    /// <summary>
    /// Gives up a connection in good order: what was given is sent, then it ends. A peer that still sends is told that nobody reads.
    /// </summary>
    public void Close(SocketHandle handle)
    {
        var connection = net->Tcp.Find(handle);
        if (connection == null)
        {
            return;
        }

        net->Tcp.LeaveBacklog(connection);
        var isUnread = ReceiveQueue.Unread(connection) != 0;
        if (connection->State is TcpState.Closed or TcpState.SynSent || (isUnread && connection->State > TcpState.SynReceived))
        {
            TcpEnd.Abort(net, connection);
            return;
        }

        connection->IsOrphan = true;
        if (connection->CanSend)
        {
            Finish(connection);
        }

        if (connection->State == TcpState.TimeWait)
        {
            net->Tcp.SetPending(connection);
        }
        else if (connection->State == TcpState.FinWait2)
        {
            connection->IdleAt = net->NowMicroseconds + TcpEnd.FinWaitMicroseconds;
            TcpTimers.Rearm(net, connection);
        }
    }

    /// <summary>Gives up a connection at once; the peer is sent a reset.</summary>
    public void Abort(SocketHandle handle)
    {
        var connection = net->Tcp.Find(handle);
        if (connection != null)
        {
            net->Tcp.LeaveBacklog(connection);
            TcpEnd.Abort(net, connection);
        }
    }

    private void Finish(TcpConnection* connection)
    {
        connection->HasFin = true;
        switch (connection->State)
        {
            case TcpState.Established:
                connection->State = TcpState.FinWait1;
                break;
            case TcpState.CloseWait:
                connection->State = TcpState.LastAck;
                break;
        }

        net->Tcp.SetPending(connection);
    }

    private void PollConnections()
    {
        for (var half = net->Tcp.FirstHalfOpen(); half != null; half = net->Tcp.FirstHalfOpen())
        {
            if (half->IsInUse)
            {
                var frame = TLink.Reserve(link);
                if (frame == null)
                {
                    return;
                }

                Send(frame, TcpHandshake.WriteAnswer(net, half, frame), ChecksumRequest.None);
            }

            net->Tcp.RemoveFirstHalfOpen();
        }

        for (var connection = net->Tcp.FirstPending(); connection != null; connection = net->Tcp.FirstPending())
        {
            if (!PollConnection(connection))
            {
                return;
            }
        }
    }

    /// <summary>Sends what the first connection of the list may send. False when the link has no buffer.</summary>
    private bool PollConnection(TcpConnection* connection)
    {
        for (var count = 0; count < MostSegmentsInTurn; count++)
        {
            var plan = TcpOutput.Choose(net, connection);
            if (plan.IsNone)
            {
                net->Tcp.RemoveFirstPending();
                LeaveTimeWait(connection);
                return true;
            }

            if (!connection->HasMac && !TryFindMac(connection))
            {
                return true;
            }

            var frame = TLink.Reserve(link);
            if (frame == null)
            {
                net->Statistics.NoBuffer++;
                return false;
            }

            var isLeft = TLink.CompletesChecksums(link);
            var length = TcpOutput.Write(net, connection, plan, frame, isLeft);
            Send(frame, length, isLeft ? ChecksumRequest.Tcp : ChecksumRequest.None);
            if (connection->WantsReset)
            {
                net->Tcp.RemoveFirstPending();
                connection->WantsReset = false;
                net->Tcp.Free(net, connection);
                return true;
            }
        }

        net->Tcp.RemoveFirstPending();
        net->Tcp.SetPending(connection);
        return true;
    }

    private void LeaveTimeWait(TcpConnection* connection)
    {
        if (connection->State == TcpState.TimeWait && connection->IsOrphan)
        {
            TcpEnd.Leave(net, connection);
        }
    }

    /// <summary>Looks for the Ethernet address of the next station; without it, the connection waits for it.</summary>
    private bool TryFindMac(TcpConnection* connection)
    {
        if (connection->HopWire == 0)
        {
            // Ignored: without a way the destination itself is asked for, in vain.
            _ = net->Interface.TryRoute((uint)connection->Flow.Key, out connection->HopWire);
        }

        var neighbor = net->Neighbors.Resolve(net, connection->HopWire);
        if (neighbor != null && neighbor->IsUsable)
        {
            TcpTemplate.SetMac(connection, neighbor->Mac);
            return true;
        }

        net->Tcp.RemoveFirstPending();
        if (neighbor != null && neighbor->State != Arp.NeighborState.Failed)
        {
            net->Tcp.WaitForNeighbor(connection);
        }

        if (connection->RetransmitAt == 0)
        {
            connection->RetransmitAt = net->NowMicroseconds + connection->RoundTrip.TimeoutMicroseconds;
            TcpTimers.Rearm(net, connection);
        }

        return false;
    }
}
