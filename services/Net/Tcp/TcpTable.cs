// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Caprock.Services.Net.Timing;

namespace Caprock.Services.Net.Tcp;

/// <summary>All of TCP: connections, listeners, handshakes, remains of connections, and the lists of those with something to do.</summary>
internal unsafe struct TcpTable
{
    /// <summary>Marks the index of a listener's handle.</summary>
    public const uint ListenerMark = 0x8000_0000;

    /// <summary>Marks the index of a connection's handle.</summary>
    public const uint ConnectionMark = 0x4000_0000;

    /// <summary>All that can be found by key.</summary>
    public FlowTable Flows;

    /// <summary>Bytes of a connection's ring of data to send: a power of two.</summary>
    public uint SendRingBytes;

    /// <summary>Bytes of a connection's ring of received data: a power of two.</summary>
    public uint ReceiveRingBytes;

    /// <summary>The scale that connections offer.</summary>
    public byte ReceiveScale;

    /// <summary>Until when cookies that were sent may come back; 0 for never.</summary>
    public ulong CookiesUntil;

    /// <summary>The key of sequence numbers and cookies.</summary>
    public ulong Secret0;

    /// <summary>Its other half.</summary>
    public ulong Secret1;

    /// <summary>Connections in use.</summary>
    public int ConnectionsInUse;

    private const ushort FirstEphemeral = 49152;

    private TcpConnection* connections;
    private int connectionCount;
    private Flow* freeConnections;
    private TcpListener* listeners;
    private int listenerCount;
    private HalfOpen* halfOpens;
    private Flow* freeHalfOpens;
    private HalfOpen* firstHalfOpen;
    private TimeWait* timeWaits;
    private int timeWaitCount;
    private int nextTimeWait;
    private TcpConnection* firstPending;
    private TcpConnection* lastPending;
    private TcpConnection* firstEvent;
    private TcpConnection* lastEvent;
    private TcpConnection* firstWaiting;
    private ushort nextPort;

    /// <summary>Sets up the table over cleared memory.</summary>
    public void Initialize(StackOptions* options, TcpMemory* memory)
    {
        SendRingBytes = (uint)options->SendBytes;
        ReceiveRingBytes = (uint)options->ReceiveBytes;
        Secret0 = options->Secret0;
        Secret1 = options->Secret1;
        nextPort = (ushort)(options->Secret0 >> 17);
        while (ReceiveRingBytes >> ReceiveScale > ushort.MaxValue)
        {
            ReceiveScale++;
        }

        var hashSecret = SipHash.Of(Secret0, Secret1, 1, 1);
        Flows.Initialize((Flow**)memory->Buckets, memory->BucketCount, hashSecret);
        connections = memory->Connections;
        connectionCount = options->Connections;
        listeners = memory->Listeners;
        listenerCount = options->Listeners;
        halfOpens = memory->HalfOpens;
        timeWaits = memory->TimeWaits;
        timeWaitCount = options->TimeWaits;
        for (var i = connectionCount - 1; i >= 0; i--)
        {
            var connection = connections + i;
            connection->SendRing = memory->SendRings + ((ulong)i * SendRingBytes);
            connection->ReceiveRing = memory->ReceiveRings + ((ulong)i * ReceiveRingBytes);
            connection->Extents = memory->Extents + (i * TcpConnection.MostExtents);
            connection->OutOfOrder.Initialize(memory->Ranges + (i * 2 * SequenceRanges.Words));
            connection->Acknowledged.Initialize(memory->Ranges + (((i * 2) + 1) * SequenceRanges.Words));
            connection->Flow.Timer.Kind = TimerKind.Connection;
            connection->Flow.Next = freeConnections;
            freeConnections = &connection->Flow;
        }

        for (var i = options->HalfOpens - 1; i >= 0; i--)
        {
            halfOpens[i].Flow.Kind = FlowKind.HalfOpen;
            halfOpens[i].Flow.Timer.Kind = TimerKind.HalfOpen;
            halfOpens[i].Flow.Next = freeHalfOpens;
            freeHalfOpens = &halfOpens[i].Flow;
        }

        for (var i = 0; i < timeWaitCount; i++)
        {
            timeWaits[i].Flow.Kind = FlowKind.TimeWait;
            timeWaits[i].Flow.Timer.Kind = TimerKind.TimeWait;
        }
    }

    /// <summary>A connection that nobody uses; null when all are in use.</summary>
    public TcpConnection* Allocate()
    {
        var connection = (TcpConnection*)freeConnections;
        if (connection != null)
        {
            freeConnections = connection->Flow.Next;
            connection->Generation++;
            ConnectionsInUse++;
        }

        return connection;
    }

    /// <summary>Takes a connection out of use. It may still lie in lists, whose users look what it is then.</summary>
    public void Free(NetworkState* net, TcpConnection* connection)
    {
        Unlink(net, connection);
        if (connection->Waits == WaitingList.Neighbor)
        {
            RemoveWaiting(connection);
        }

        connection->State = TcpState.Closed;
        connection->WantsReset = false;
        connection->Events = TcpEvents.None;
        connection->Generation++;
        connection->Flow.Next = freeConnections;
        freeConnections = &connection->Flow;
        ConnectionsInUse--;
    }

    /// <summary>Lets no segment and no timer find a connection any more.</summary>
    public readonly void Unlink(NetworkState* net, TcpConnection* connection)
    {
        if (connection->Flow.Key != 0)
        {
            Flows.Remove(&connection->Flow);
            connection->Flow.Key = 0;
        }

        net->Timers.Disarm(&connection->Flow.Timer);
        SendQueue.Clear(connection);
    }

    /// <summary>The connection of a handle; null for a stale one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TcpConnection* Find(SocketHandle handle)
    {
        var index = handle.Index - ConnectionMark;
        if (index >= (uint)connectionCount)
        {
            return null;
        }

        var connection = connections + index;
        return connection->Generation == handle.Generation && (handle.Generation & 1) != 0 && !connection->IsOrphan ? connection : null;
    }

    /// <summary>The handle of a connection.</summary>
    public readonly SocketHandle HandleOf(TcpConnection* connection) =>
        new(ConnectionMark + (uint)(connection - connections), connection->Generation);

    /// <summary>The listener of a handle; null for a stale one.</summary>
    public readonly TcpListener* FindListener(SocketHandle handle)
    {
        var index = handle.Index - ListenerMark;
        if (index >= (uint)listenerCount)
        {
            return null;
        }

        var listener = listeners + index;
        return listener->Generation == handle.Generation && (handle.Generation & 1) != 0 ? listener : null;
    }

    /// <summary>The listener at a port; null when nobody listens.</summary>
    public readonly TcpListener* FindListener(ushort portWire)
    {
        for (var i = 0; i < listenerCount; i++)
        {
            if (listeners[i].PortWire == portWire && portWire != 0)
            {
                return listeners + i;
            }
        }

        return null;
    }

    /// <summary>The place of a listener, plus one.</summary>
    public readonly ushort PlaceOf(TcpListener* listener) => (ushort)(listener - listeners + 1);

    /// <summary>Listens at a port.</summary>
    public readonly NetError Listen(ushort port, int backlog, out SocketHandle handle)
    {
        var wire = BinaryPrimitives.ReverseEndianness(port);
        handle = SocketHandle.None;
        if (wire == 0 || FindListener(wire) != null)
        {
            return NetError.AddressInUse;
        }

        for (var i = 0; i < listenerCount; i++)
        {
            var listener = listeners + i;
            if (listener->PortWire == 0)
            {
                listener->PortWire = wire;
                listener->Backlog = (ushort)Math.Clamp(backlog, 1, ushort.MaxValue);
                listener->Waiting = 0;
                listener->Generation++;
                handle = new SocketHandle(ListenerMark + (uint)i, listener->Generation);
                return NetError.None;
            }
        }

        return NetError.NoMemory;
    }

    /// <summary>A connection's first event was taken: it no longer counts for its listener's backlog.</summary>
    public readonly void LeaveBacklog(TcpConnection* connection)
    {
        if (connection->ListenerPlusOne != 0)
        {
            var listener = listeners + (connection->ListenerPlusOne - 1);
            listener->Waiting -= (ushort)(listener->Waiting > 0 ? 1 : 0);
            connection->ListenerPlusOne = 0;
        }
    }

    /// <summary>A free local port for a peer; 0 when there is none.</summary>
    public ushort ChoosePort(uint peerWire, ushort peerPortWire)
    {
        for (var tries = 0; tries <= ushort.MaxValue - FirstEphemeral; tries++)
        {
            nextPort++;
            var wire = BinaryPrimitives.ReverseEndianness((ushort)(nextPort | FirstEphemeral));
            if (Flows.Find(Flow.KeyOf(peerWire, peerPortWire | ((uint)wire << 16))) == null)
            {
                return wire;
            }
        }

        return 0;
    }

    /// <summary>A place for a handshake; null when all are in use.</summary>
    public HalfOpen* AllocateHalfOpen()
    {
        var half = (HalfOpen*)freeHalfOpens;
        if (half != null)
        {
            freeHalfOpens = half->Flow.Next;
            half->IsInUse = true;
        }

        return half;
    }

    /// <summary>Forgets a handshake.</summary>
    public void FreeHalfOpen(NetworkState* net, HalfOpen* half)
    {
        Flows.Remove(&half->Flow);
        net->Timers.Disarm(&half->Flow.Timer);
        half->IsInUse = false;
        half->Flow.Next = freeHalfOpens;
        freeHalfOpens = &half->Flow;
    }

    /// <summary>Lets a handshake send its answer again.</summary>
    public void SetPending(HalfOpen* half)
    {
        if (!half->IsPending)
        {
            half->IsPending = true;
            half->NextPending = firstHalfOpen;
            firstHalfOpen = half;
        }
    }

    /// <summary>The first handshake with an answer to send; null for none.</summary>
    public readonly HalfOpen* FirstHalfOpen() => firstHalfOpen;

    /// <summary>Takes the first handshake out of its list.</summary>
    public void RemoveFirstHalfOpen()
    {
        firstHalfOpen->IsPending = false;
        firstHalfOpen = firstHalfOpen->NextPending;
    }

    /// <summary>Keeps what late segments of a connection that has ended need; the oldest gives way.</summary>
    public void KeepTimeWait(NetworkState* net, ulong key, uint sendNext, uint receiveNext, ulong untilMicroseconds)
    {
        if (timeWaitCount == 0)
        {
            return;
        }

        var entry = timeWaits + nextTimeWait;
        nextTimeWait = nextTimeWait + 1 == timeWaitCount ? 0 : nextTimeWait + 1;
        if (entry->IsInUse)
        {
            FreeTimeWait(net, entry);
        }

        entry->IsInUse = true;
        entry->SendNext = sendNext;
        entry->ReceiveNext = receiveNext;
        entry->Flow.Key = key;
        Flows.Insert(&entry->Flow);
        net->Timers.Arm(&entry->Flow.Timer, untilMicroseconds);
    }

    /// <summary>Forgets a connection that has ended.</summary>
    public readonly void FreeTimeWait(NetworkState* net, TimeWait* entry)
    {
        Flows.Remove(&entry->Flow);
        net->Timers.Disarm(&entry->Flow.Timer);
        entry->IsInUse = false;
    }

    /// <summary>Lets a connection send with the next poll.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetPending(TcpConnection* connection)
    {
        if (connection->Waits == WaitingList.None)
        {
            Append(connection);
        }
    }

    /// <summary>The first connection that may have something to send; null for none.</summary>
    public readonly TcpConnection* FirstPending() => firstPending;

    /// <summary>Takes the first connection out of the list of those with something to send.</summary>
    public void RemoveFirstPending()
    {
        var connection = firstPending;
        firstPending = connection->NextPending;
        connection->Waits = WaitingList.None;
    }

    /// <summary>Lets a connection that is in no list wait until a neighbour's address is known.</summary>
    public void WaitForNeighbor(TcpConnection* connection)
    {
        connection->Waits = WaitingList.Neighbor;
        connection->NextPending = firstWaiting;
        firstWaiting = connection;
    }

    /// <summary>An address has become known: those who wait look again.</summary>
    public void NeighborChanged()
    {
        while (firstWaiting != null)
        {
            var connection = firstWaiting;
            firstWaiting = connection->NextPending;
            connection->Waits = WaitingList.None;
            SetPending(connection);
        }
    }

    /// <summary>
    /// A neighbour does not answer: connections that are being made through it end, others try again when their time comes.
    /// </summary>
    public void NeighborFailed(NetworkState* net, uint hopWire)
    {
        for (var connection = firstWaiting; connection != null; connection = connection->NextPending)
        {
            if (connection->HopWire == hopWire && connection->State == TcpState.SynSent)
            {
                connection->Error = NetError.Unreachable;
            }
        }

        while (firstWaiting != null)
        {
            var connection = firstWaiting;
            firstWaiting = connection->NextPending;
            connection->Waits = WaitingList.None;
            if (connection->Error == NetError.Unreachable)
            {
                TcpEnd.Close(net, connection, NetError.Unreachable);
            }
        }
    }

    /// <summary>Tells the application something about a connection.</summary>
    public void Raise(TcpConnection* connection, TcpEvents events)
    {
        connection->Events |= events;
        if (connection->IsInEvents || connection->IsOrphan)
        {
            return;
        }

        connection->IsInEvents = true;
        connection->NextEvent = null;
        if (firstEvent == null)
        {
            firstEvent = connection;
        }
        else
        {
            lastEvent->NextEvent = connection;
        }

        lastEvent = connection;
    }

    /// <summary>Takes the connection whose events wait longest; null for none.</summary>
    public TcpConnection* TakeEvent()
    {
        while (firstEvent != null)
        {
            var connection = firstEvent;
            firstEvent = connection->NextEvent;
            connection->IsInEvents = false;
            if (connection->Events != TcpEvents.None && !connection->IsOrphan)
            {
                return connection;
            }
        }

        return null;
    }

    private void Append(TcpConnection* connection)
    {
        connection->Waits = WaitingList.Pending;
        connection->NextPending = null;
        if (firstPending == null)
        {
            firstPending = connection;
        }
        else
        {
            lastPending->NextPending = connection;
        }

        lastPending = connection;
    }

    private void RemoveWaiting(TcpConnection* connection)
    {
        fixed (TcpConnection** first = &firstWaiting)
        {
            var at = first;
            while (*at != connection)
            {
                at = &(*at)->NextPending;
            }

            *at = connection->NextPending;
        }

        connection->Waits = WaitingList.None;
    }
}
