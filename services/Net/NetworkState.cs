// SPDX-License-Identifier: BSD-2-Clause
using System.Numerics;
using Caprock.Services.Net.Arp;
using Caprock.Services.Net.Dhcp;
using Caprock.Services.Net.Dns;
using Caprock.Services.Net.Icmp;
using Caprock.Services.Net.Ipv4;
using Caprock.Services.Net.Memory;
using Caprock.Services.Net.Tcp;
using Caprock.Services.Net.Timing;
using Caprock.Services.Net.Udp;

namespace Caprock.Services.Net;

/// <summary>Everything a stack knows. It lies at the start of the stack's memory and does not move.</summary>
internal unsafe struct NetworkState
{
    /// <summary>When the stack was last called.</summary>
    public ulong NowMicroseconds;

    /// <summary>The interface.</summary>
    public Interface Interface;

    /// <summary>All timers.</summary>
    public TimerWheel Timers;

    /// <summary>The neighbours.</summary>
    public NeighborTable Neighbors;

    /// <summary>The UDP sockets.</summary>
    public UdpTable Udp;

    /// <summary>All of TCP.</summary>
    public TcpTable Tcp;

    /// <summary>The DHCP client.</summary>
    public DhcpClient Dhcp;

    /// <summary>Questions to the name server.</summary>
    public DnsResolver Dns;

    /// <summary>The segment that <see cref="Verdict.Segment"/> asks for.</summary>
    public SegmentReply Reply;

    /// <summary>The connection that <see cref="Verdict.Acknowledgement"/> is about.</summary>
    public TcpConnection* Acknowledger;

    /// <summary>Bounds the errors sent.</summary>
    public ErrorLimit Errors;

    /// <summary>Counters.</summary>
    public Statistics Statistics;

    /// <summary>Lays the stack out in memory, and sets it up unless the arena only measures.</summary>
    public static NetworkState* Lay(Arena* arena, StackOptions* options, ulong nowMicroseconds)
    {
        var net = arena->Take<NetworkState>(1);
        var wheel = arena->Take<nint>(TimerWheel.SlotCount);
        var bitmaps = arena->Take<ulong>(TimerWheel.BitmapWords);
        var neighbors = arena->Take<Neighbor>(options->Neighbors);
        var bucketCount = (int)BitOperations.RoundUpToPowerOf2((uint)options->UdpSockets + 1);
        var udp = arena->Take<UdpSocket>(options->UdpSockets);
        var buckets = arena->Take<nint>(bucketCount);
        var queues = arena->Take<Datagram>(options->UdpSockets * options->UdpQueueLength);
        var queries = arena->Take<DnsQuery>(options->DnsQueries);
        var tcp = new TcpMemory(arena, options);
        if (arena->IsExhausted)
        {
            return null;
        }

        net->NowMicroseconds = nowMicroseconds;
        net->Interface.Mac = options->Mac;
        net->Timers.Initialize((TimerNode**)wheel, bitmaps, nowMicroseconds);
        net->Neighbors.Initialize(neighbors, options->Neighbors);
        net->Udp.Initialize(
            udp, options->UdpSockets, (UdpSocket**)buckets, bucketCount, queues, options->UdpQueueLength, (uint)options->Secret1);
        net->Tcp.Initialize(options, &tcp);
        net->Dhcp.Initialize(options->Secret0, options->Secret1);
        net->Dns.Initialize(queries, options->DnsQueries, options->Secret0, options->Secret1);
        return net;
    }

    /// <summary>Takes in a frame.</summary>
    public static Verdict Receive(NetworkState* net, byte* frame, int length, FrameFlags flags)
    {
        net->Statistics.FramesReceived++;
        if (length < Frame.HeaderBytes)
        {
            net->Statistics.Malformed++;
            return Verdict.Done;
        }

        var destination = MacAddress.Read(frame);
        if (destination.Wire != net->Interface.Mac.Wire && destination.Wire != MacAddress.Broadcast.Wire)
        {
            net->Statistics.Malformed++;
            return Verdict.Done;
        }

        switch (*(ushort*)(frame + Frame.Type))
        {
            case Frame.Ipv4Type:
                return Ipv4Input.Receive(net, frame, length, flags);
            case Frame.ArpType:
                return ArpInput.Receive(net, frame, length);
            default:
                return Verdict.Done;
        }
    }

    /// <summary>Writes the frame that a verdict asks for; 0 for none.</summary>
    public static int WriteReply(NetworkState* net, Verdict verdict, byte* received, byte* frame) => verdict switch
    {
        Verdict.ArpReply => ArpInput.WriteReply(net, received, frame),
        Verdict.EchoReply => IcmpInput.WriteEchoReply(net, received, frame),
        Verdict.PortUnreachable => IcmpInput.WritePortUnreachable(net, received, frame),
        Verdict.Acknowledgement => TcpOutput.WriteAcknowledgement(net, net->Acknowledger, frame),
        Verdict.Segment => SegmentReply.WriteTo(net, received, frame),
        _ => 0,
    };

    /// <summary>Lets everybody act whose time has come.</summary>
    public static void Expire(NetworkState* net)
    {
        for (var node = net->Timers.TakeExpired(net->NowMicroseconds); node != null; node = net->Timers.TakeExpired(net->NowMicroseconds))
        {
            switch (node->Kind)
            {
                case TimerKind.Neighbor:
                    net->Neighbors.Expire(net, (Neighbor*)node);
                    break;
                case TimerKind.Connection:
                    TcpTimers.Expire(net, (TcpConnection*)node);
                    break;
                case TimerKind.HalfOpen:
                    TcpHandshake.Expire(net, (HalfOpen*)node);
                    break;
                case TimerKind.TimeWait:
                    net->Tcp.FreeTimeWait(net, (TimeWait*)node);
                    break;
                case TimerKind.Dhcp:
                    net->Dhcp.Expire(net);
                    break;
                case TimerKind.Dns:
                    net->Dns.Expire(net, (DnsQuery*)node);
                    break;
            }
        }
    }
}
