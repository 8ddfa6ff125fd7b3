// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Udp;

/// <summary>A port at which datagrams arrive, and a queue of those not read yet.</summary>
internal unsafe struct UdpSocket
{
    /// <summary>The next socket in the same bucket, or the next free one.</summary>
    public UdpSocket* Next;

    /// <summary>The queue; its length is a power of two.</summary>
    public Datagram* Queue;

    /// <summary>Datagrams ever taken from the queue.</summary>
    public uint Taken;

    /// <summary>Datagrams ever put into it.</summary>
    public uint Put;

    /// <summary>Which user of the place; odd while in use.</summary>
    public uint Generation;

    /// <summary>The port as it lies in frames.</summary>
    public ushort PortWire;

    /// <summary>Whether the queue holds anything.</summary>
    public readonly bool HasDatagram => Taken != Put;
}
