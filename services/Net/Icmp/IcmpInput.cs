// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net.Ethernet;
using Caprock.Services.Net.Ipv4;
using Caprock.Services.Net.Tcp;

namespace Caprock.Services.Net.Icmp;

/// <summary>Received ICMP messages, and the messages the stack sends.</summary>
internal static unsafe class IcmpInput
{
    private const ushort EchoComplement = 0xffff - IcmpMessage.Echo;
    private const int MostQuoted = 60 + IcmpMessage.QuotedPayload;

    /// <summary>Answers an echo, and passes errors on to TCP.</summary>
    public static Verdict Receive(NetworkState* net, Payload payload)
    {
        if (payload.Length < IcmpMessage.HeaderBytes || Checksum.Fold(Checksum.Add(0, payload.Data, payload.Length)) != 0xffff)
        {
            net->Statistics.BadChecksums++;
            return Verdict.Done;
        }

        switch (payload.Data[IcmpMessage.Type])
        {
            case IcmpMessage.Echo:
                return Verdict.EchoReply;
            case IcmpMessage.Unreachable:
                ReceiveError(net, payload);
                return Verdict.Done;
            default:
                return Verdict.Done;
        }
    }

    /// <summary>Writes the answer to an echo that was received.</summary>
    public static int WriteEchoReply(NetworkState* net, byte* request, byte* frame)
    {
        var packet = request + Ipv4Header.InFrame;
        var headerBytes = (packet[0] & 0xf) * 4;
        var length = NetworkOrder.Read16(packet + Ipv4Header.TotalLength) - headerBytes;
        var data = frame + Ipv4Header.PayloadInFrame;
        WriteHeaders(net, request, frame, length);
        Bytes.Copy(data, packet + headerBytes, length);

        // Only the type changes, from 8 to 0: RFC 1624, equation 3.
        var sum = (ulong)(ushort)~*(ushort*)(data + IcmpMessage.CheckSum) + EchoComplement;
        data[IcmpMessage.Type] = IcmpMessage.EchoReply;
        *(ushort*)(data + IcmpMessage.CheckSum) = Checksum.Finish(sum);
        return Ipv4Header.PayloadInFrame + length;
    }

    /// <summary>Writes a message that nobody listens at the port a datagram was for.</summary>
    public static int WritePortUnreachable(NetworkState* net, byte* request, byte* frame)
    {
        var packet = request + Ipv4Header.InFrame;
        int total = NetworkOrder.Read16(packet + Ipv4Header.TotalLength);
        var quoted = Math.Min(Math.Min(total, ((packet[0] & 0xf) * 4) + IcmpMessage.QuotedPayload), MostQuoted);
        var data = frame + Ipv4Header.PayloadInFrame;
        var length = IcmpMessage.HeaderBytes + quoted;
        WriteHeaders(net, request, frame, length);
        *(ulong*)data = IcmpMessage.Unreachable | (IcmpMessage.PortUnreachable << 8);
        Bytes.Copy(data + IcmpMessage.HeaderBytes, packet, quoted);
        *(ushort*)(data + IcmpMessage.CheckSum) = Checksum.Finish(Checksum.Add(0, data, length));
        return Ipv4Header.PayloadInFrame + length;
    }

    private static void WriteHeaders(NetworkState* net, byte* request, byte* frame, int length)
    {
        var packet = request + Ipv4Header.InFrame;
        EthernetHeader.Write(frame, MacAddress.Read(request + Frame.Source), net->Interface.Mac, Frame.Ipv4Type);
        Ipv4Header.Write(
            frame + Ipv4Header.InFrame,
            Ipv4Header.MinimumBytes + length,
            Ipv4Header.Icmp,
            net->Interface.AddressWire,
            *(uint*)(packet + Ipv4Header.SourceAddress));
    }

    /// <summary>Looks which packet of ours a message quotes; only what TCP really has in flight counts (RFC 5927, 4.1).</summary>
    private static void ReceiveError(NetworkState* net, Payload payload)
    {
        var quote = payload.Data + IcmpMessage.HeaderBytes;
        var quoted = payload.Length - IcmpMessage.HeaderBytes;
        if (quoted < Ipv4Header.MinimumBytes + IcmpMessage.QuotedPayload || quote[Ipv4Header.Protocol] != Ipv4Header.Tcp)
        {
            return;
        }

        var isOurs = (quote[0] & 0xf) * 4 == Ipv4Header.MinimumBytes
            && *(uint*)(quote + Ipv4Header.SourceAddress) == net->Interface.AddressWire;
        if (isOurs)
        {
            TcpErrors.Receive(net, quote, payload.Data[IcmpMessage.Code], NetworkOrder.Read16(payload.Data + IcmpMessage.NextHopMtu));
        }
    }
}
