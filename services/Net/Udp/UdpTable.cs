// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Caprock.Services.Net.Udp;

/// <summary>The UDP sockets, found by their port.</summary>
internal unsafe struct UdpTable
{
    private const ushort FirstEphemeral = 49152;

    private UdpSocket* sockets;
    private UdpSocket** buckets;
    private UdpSocket* free;
    private uint count;
    private uint bucketMask;
    private uint queueMask;
    private ushort nextPort;

    /// <summary>Sets up a table without sockets in use over cleared memory.</summary>
    /// <param name="memory">The sockets.</param>
    /// <param name="socketCount">How many.</param>
    /// <param name="lists">Heads of lists.</param>
    /// <param name="bucketCount">How many: a power of two.</param>
    /// <param name="queues">Room for the queues of all sockets.</param>
    /// <param name="queueLength">Datagrams of a queue: a power of two.</param>
    /// <param name="random">Where the search for a free port begins.</param>
    public void Initialize(
        UdpSocket* memory, int socketCount, UdpSocket** lists, int bucketCount, Datagram* queues, int queueLength, uint random)
    {
        sockets = memory;
        buckets = lists;
        count = (uint)socketCount;
        bucketMask = (uint)bucketCount - 1;
        queueMask = (uint)queueLength - 1;
        nextPort = (ushort)(random | FirstEphemeral);
        for (var i = socketCount - 1; i >= 0; i--)
        {
            memory[i].Queue = queues + (i * queueLength);
            memory[i].Next = free;
            free = memory + i;
        }
    }

    /// <summary>The socket that a port belongs to; null when the port is not open.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly UdpSocket* FindPort(ushort portWire)
    {
        var socket = *Bucket(portWire);
        while (socket != null && socket->PortWire != portWire)
        {
            socket = socket->Next;
        }

        return socket;
    }

    /// <summary>The socket of a handle; null for a stale one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly UdpSocket* Find(SocketHandle handle)
    {
        if (handle.Index >= count)
        {
            return null;
        }

        var socket = sockets + handle.Index;
        return socket->Generation == handle.Generation && (handle.Generation & 1) != 0 ? socket : null;
    }

    /// <summary>Opens a port; 0 for any free one.</summary>
    public NetError Open(ushort port, out SocketHandle handle)
    {
        handle = SocketHandle.None;
        var wire = port == 0 ? ChoosePort() : BinaryPrimitives.ReverseEndianness(port);
        if (free == null)
        {
            return NetError.NoMemory;
        }

        if (wire == 0 || FindPort(wire) != null)
        {
            return NetError.AddressInUse;
        }

        var socket = free;
        free = socket->Next;
        socket->PortWire = wire;
        socket->Generation++;
        socket->Put = 0;
        socket->Taken = 0;
        var bucket = Bucket(wire);
        socket->Next = *bucket;
        *bucket = socket;
        handle = new SocketHandle((uint)(socket - sockets), socket->Generation);
        return NetError.None;
    }

    /// <summary>Closes a socket whose queue is empty.</summary>
    public void Close(UdpSocket* socket)
    {
        var at = Bucket(socket->PortWire);
        while (*at != socket)
        {
            at = &(*at)->Next;
        }

        *at = socket->Next;
        socket->Generation++;
        socket->Next = free;
        free = socket;
    }

    /// <summary>
    /// A place at the end of a socket's queue; null when it is full. <see cref="UdpSocket.Put"/> moves on when it is filled.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Datagram* PlaceToPut(UdpSocket* socket) =>
        socket->Put - socket->Taken > queueMask ? null : socket->Queue + (socket->Put & queueMask);

    /// <summary>The oldest datagram of a socket; null when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Datagram* Oldest(UdpSocket* socket) => socket->HasDatagram ? socket->Queue + (socket->Taken & queueMask) : null;

    private readonly UdpSocket** Bucket(ushort portWire) => buckets + ((portWire ^ (portWire >> 8)) & bucketMask);

    private ushort ChoosePort()
    {
        for (var tries = 0; tries <= ushort.MaxValue - FirstEphemeral; tries++)
        {
            nextPort = (ushort)((nextPort + 1) | FirstEphemeral);
            var wire = BinaryPrimitives.ReverseEndianness(nextPort);
            if (FindPort(wire) == null)
            {
                return wire;
            }
        }

        return 0;
    }
}
