// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net.Icmp;
using Caprock.Services.Net.Ipv4;

namespace Caprock.Services.Net.Tcp;

/// <summary>ICMP errors about segments of ours. Sources: RFC 5927; RFC 1191.</summary>
internal static unsafe class TcpErrors
{
    private const int LeastMtu = 552;

    /// <summary>Looks whether a message quotes a segment that is really on its way, and acts on it.</summary>
    /// <param name="net">The stack.</param>
    /// <param name="quote">IPv4 header and eight bytes more.</param>
    /// <param name="code">Why the destination was not reached.</param>
    /// <param name="mtu">For a packet that was too big: what would not have been.</param>
    public static void Receive(NetworkState* net, byte* quote, byte code, ushort mtu)
    {
        var header = quote + Ipv4Header.MinimumBytes;
        var ports = *(uint*)header;
        var peer = *(uint*)(quote + Ipv4Header.DestinationAddress);
        var flow = net->Tcp.Flows.Find(Flow.KeyOf(peer, (ports >> 16) | (ports << 16)));
        if (flow == null || flow->Kind != FlowKind.Connection)
        {
            return;
        }

        var connection = (TcpConnection*)flow;
        var sequence = NetworkOrder.Read32(header + TcpHeader.SequenceNumber);
        if (sequence - connection->SendUnacknowledged >= connection->SendHighest - connection->SendUnacknowledged)
        {
            return;
        }

        var isRefusal = code is IcmpMessage.PortUnreachable or IcmpMessage.ProtocolUnreachable;
        if (isRefusal && connection->State == TcpState.SynSent)
        {
            TcpEnd.Close(net, connection, NetError.Refused);
        }
        else if (code == IcmpMessage.FragmentationNeeded && connection->State > TcpState.SynReceived)
        {
            Shrink(net, connection, mtu);
        }
    }

    private static void Shrink(NetworkState* net, TcpConnection* connection, ushort mtu)
    {
        var size = Math.Max((int)mtu, LeastMtu) - Ipv4Header.MinimumBytes - TcpHeader.MinimumBytes;
        if (size >= connection->MaximumSegment)
        {
            return;
        }

        connection->MaximumSegment = (ushort)size;
        connection->Congestion.ShrinkSegment((uint)size);
        connection->SendNext = connection->SendUnacknowledged;
        connection->IsTiming = false;
        net->Tcp.SetPending(connection);
    }
}
