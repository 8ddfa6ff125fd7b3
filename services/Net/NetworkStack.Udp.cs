// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Caprock.Services.Net.Udp;

namespace Caprock.Services.Net;

/// <content>UDP.</content>
public readonly unsafe partial struct NetworkStack<TLink>
{
    /// <summary>Most bytes of a datagram to send.</summary>
    public static int MaximumDatagram => UdpHeader.MaximumData;

    /// <summary>Opens a UDP port; 0 for any free one.</summary>
    public NetError OpenUdp(ushort port, out SocketHandle handle) => net->Udp.Open(port, out handle);

    /// <summary>The port of a UDP socket; 0 for a stale handle.</summary>
    public ushort PortOf(SocketHandle handle)
    {
        var socket = net->Udp.Find(handle);
        return socket == null ? (ushort)0 : BinaryPrimitives.ReverseEndianness(socket->PortWire);
    }

    /// <summary>Closes a UDP socket; datagrams that nobody read are dropped.</summary>
    public NetError CloseUdp(SocketHandle handle)
    {
        var socket = net->Udp.Find(handle);
        if (socket == null)
        {
            return NetError.BadHandle;
        }

        while (socket->HasDatagram)
        {
            ReleaseOldest(socket);
        }

        net->Udp.Close(socket);
        return NetError.None;
    }

    /// <summary>The oldest datagram at a socket, in the frame it came in; null when there is none.</summary>
    /// <remarks>It stays the oldest until <see cref="ReleaseDatagram"/>.</remarks>
    public Datagram* PeekDatagram(SocketHandle handle)
    {
        var socket = net->Udp.Find(handle);
        return socket == null ? null : net->Udp.Oldest(socket);
    }

    /// <summary>Is done with the oldest datagram, whose buffer goes back to the link.</summary>
    public void ReleaseDatagram(SocketHandle handle)
    {
        var socket = net->Udp.Find(handle);
        if (socket != null && socket->HasDatagram)
        {
            ReleaseOldest(socket);
        }
    }

    /// <summary>Sends a datagram; without the neighbour's address it waits for that, and only the latest one does.</summary>
    public NetError SendDatagram(SocketHandle handle, Endpoint destination, scoped ReadOnlySpan<byte> data)
    {
        var socket = net->Udp.Find(handle);
        if (socket == null)
        {
            return NetError.BadHandle;
        }

        if (data.Length > UdpHeader.MaximumData)
        {
            return NetError.TooLong;
        }

        var destinationWire = Interface.ToWire(destination.Address);
        if (!net->Interface.TryRoute(destinationWire, out var hopWire) || !net->Interface.IsConfigured)
        {
            return NetError.NoRoute;
        }

        var frame = TLink.Reserve(link);
        if (frame == null)
        {
            net->Statistics.NoBuffer++;
            return NetError.NoBuffer;
        }

        ulong sum = 0;
        var isLeft = TLink.CompletesChecksums(link);
        fixed (byte* source = &MemoryMarshal.GetReference(data))
        {
            if (isLeft)
            {
                Bytes.Copy(frame + UdpHeader.DataInFrame, source, data.Length);
            }
            else
            {
                sum = Checksum.CopyAndAdd(0, frame + UdpHeader.DataInFrame, source, data.Length);
            }
        }

        var ports = socket->PortWire | ((uint)BinaryPrimitives.ReverseEndianness(destination.Port) << 16);
        var length = UdpInput.WriteHeaders(net, frame, ports, destinationWire, data.Length, sum, isLeft);
        net->Statistics.DatagramsSent++;
        return SendTo(hopWire, frame, length, isLeft ? ChecksumRequest.Udp : ChecksumRequest.None);
    }

    private void ReleaseOldest(UdpSocket* socket)
    {
        var datagram = net->Udp.Oldest(socket);
        socket->Taken++;
        TLink.Recycle(link, datagram->FrameAddress);
    }
}
