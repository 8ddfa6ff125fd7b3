// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Arp;

/// <summary>Received ARP packets. Source: RFC 826, "Packet Reception".</summary>
internal static unsafe class ArpInput
{
    /// <summary>Learns what a packet says of somebody we know or who asks for us, and answers.</summary>
    public static Verdict Receive(NetworkState* net, byte* frame, int length)
    {
        var packet = frame + Frame.HeaderBytes;
        if (length < ArpPacket.FrameBytes || !ArpPacket.IsKnown(packet))
        {
            net->Statistics.Malformed++;
            return Verdict.Done;
        }

        var mac = MacAddress.Read(packet + ArpPacket.SenderMac);
        var sender = *(uint*)(packet + ArpPacket.SenderAddress);
        var isForUs = net->Interface.IsConfigured && *(uint*)(packet + ArpPacket.TargetAddress) == net->Interface.AddressWire;
        if (!mac.IsUnicast || !net->Interface.IsPossibleSource(sender))
        {
            return Verdict.Done;
        }

        var isRequest = *(ushort*)(packet + ArpPacket.Operation) == ArpPacket.Request;
        net->Neighbors.Learn(net, sender, mac, isForUs && isRequest);
        return isForUs && isRequest ? Verdict.ArpReply : Verdict.Done;
    }

    /// <summary>Writes the answer to a request.</summary>
    public static int WriteReply(NetworkState* net, byte* request, byte* frame)
    {
        var packet = request + Frame.HeaderBytes;
        var mac = MacAddress.Read(packet + ArpPacket.SenderMac);
        return ArpPacket.Write(frame, &net->Interface, ArpPacket.Reply, mac, mac, *(uint*)(packet + ArpPacket.SenderAddress));
    }
}
