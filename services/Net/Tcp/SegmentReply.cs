// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net.Ethernet;
using Caprock.Services.Net.Ipv4;

namespace Caprock.Services.Net.Tcp;

/// <summary>A segment without data that answers a received one at once, to where that came from.</summary>
internal unsafe struct SegmentReply
{
    /// <summary>Its sequence number.</summary>
    public uint Sequence;

    /// <summary>What it acknowledges.</summary>
    public uint Acknowledgement;

    /// <summary>Its window.</summary>
    public ushort Window;

    /// <summary>Its flags; with SYN it has options.</summary>
    public byte Flags;

    /// <summary>The scale it offers.</summary>
    public byte Scale;

    /// <summary>Whether it offers one.</summary>
    public bool HasScale;

    /// <summary>Whether it allows selective acknowledgements.</summary>
    public bool AllowsSack;

    /// <summary>The answer to a segment that belongs to nothing. Source: RFC 9293, 3.10.7.1.</summary>
    public static Verdict Reset(NetworkState* net, ref Segment segment)
    {
        if (segment.Has(TcpHeader.Rst))
        {
            return Verdict.Done;
        }

        var hasAck = segment.Has(TcpHeader.Ack);
        net->Reply.Flags = hasAck ? TcpHeader.Rst : (byte)(TcpHeader.Rst | TcpHeader.Ack);
        net->Reply.Sequence = hasAck ? segment.Acknowledgement : 0;
        net->Reply.Acknowledgement = hasAck ? 0 : segment.Sequence + segment.SequenceLength;
        net->Reply.Window = 0;
        return Verdict.Segment;
    }

    /// <summary>A plain acknowledgement.</summary>
    public static Verdict Acknowledge(NetworkState* net, uint sequence, uint acknowledgement, ushort window)
    {
        net->Reply.Flags = TcpHeader.Ack;
        net->Reply.Sequence = sequence;
        net->Reply.Acknowledgement = acknowledgement;
        net->Reply.Window = window;
        return Verdict.Segment;
    }

    /// <summary>Writes the frame that answers a received one.</summary>
    public static int WriteTo(NetworkState* net, byte* received, byte* frame)
    {
        var packet = received + Ipv4Header.InFrame;
        var ports = *(uint*)(packet + ((packet[0] & 0xf) * 4));
        return Write(net, MacAddress.Read(received + Frame.Source), *(uint*)(packet + Ipv4Header.SourceAddress), ports, frame);
    }

    /// <summary>Writes the frame.</summary>
    /// <param name="net">The stack.</param>
    /// <param name="mac">The next station's address.</param>
    /// <param name="destination">The destination as it lies in memory.</param>
    /// <param name="ports">The ports as they lie in a segment from there.</param>
    /// <param name="frame">Where to write.</param>
    public static int Write(NetworkState* net, MacAddress mac, uint destination, uint ports, byte* frame)
    {
        var header = frame + TcpHeader.InFrame;
        var reply = &net->Reply;
        *(uint*)header = (ports >> 16) | (ports << 16);
        NetworkOrder.Write32(header + TcpHeader.SequenceNumber, reply->Sequence);
        NetworkOrder.Write32(header + TcpHeader.Acknowledgement, reply->Acknowledgement);
        var length = TcpHeader.MinimumBytes;
        if ((reply->Flags & TcpHeader.Syn) != 0)
        {
            length += TcpOptions.WriteSyn(
                header + length, TcpHeader.MaximumSegment, reply->HasScale, reply->Scale, reply->AllowsSack);
        }

        header[TcpHeader.Offset] = (byte)(length << 2);
        header[TcpHeader.Flags] = reply->Flags;
        NetworkOrder.Write16(header + TcpHeader.Window, reply->Window);
        *(uint*)(header + TcpHeader.CheckSum) = 0;
        var sum = Checksum.PseudoHeader(net->Interface.AddressWire, destination, Ipv4Header.Tcp, length);
        *(ushort*)(header + TcpHeader.CheckSum) = Checksum.Finish(Checksum.Add(sum, header, length));
        EthernetHeader.Write(frame, mac, net->Interface.Mac, Frame.Ipv4Type);
        Ipv4Header.Write(
            frame + Ipv4Header.InFrame, Ipv4Header.MinimumBytes + length, Ipv4Header.Tcp, net->Interface.AddressWire, destination);
        return TcpHeader.InFrame + length;
    }
}
