// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net.Ethernet;
using Caprock.Services.Net.Ipv4;

namespace Caprock.Services.Net.Tcp;

/// <summary>The headers that all segments of a connection have in common.</summary>
internal static unsafe class TcpTemplate
{
    /// <summary>Prepares them; the Ethernet destination comes later.</summary>
    public static void Write(NetworkState* net, TcpConnection* connection)
    {
        var template = connection->Template;
        var peer = (uint)connection->Flow.Key;
        var ports = (uint)(connection->Flow.Key >> 32);
        var own = net->Interface.AddressWire;
        Bytes.Clear(template, TcpConnection.TemplateBytes);
        EthernetHeader.Write(template, MacAddress.Broadcast, net->Interface.Mac, Frame.Ipv4Type);
        Ipv4Header.Write(template + Ipv4Header.InFrame, 0, Ipv4Header.Tcp, own, peer);
        *(uint*)(template + TcpHeader.InFrame) = (ports >> 16) | (ports << 16);
        connection->SegmentSum = Checksum.PseudoHeader(own, peer, Ipv4Header.Tcp, 0) + ports;
        connection->PacketSum = (ushort)~*(ushort*)(template + Ipv4Header.InFrame + Ipv4Header.CheckSum);
    }

    /// <summary>Says where the segments go.</summary>
    public static void SetMac(TcpConnection* connection, MacAddress mac)
    {
        EthernetHeader.WriteDestination(connection->Template, mac);
        connection->HasMac = true;
    }
}
