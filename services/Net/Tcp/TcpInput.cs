// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net.Ipv4;

namespace Caprock.Services.Net.Tcp;

/// <summary>Received segments: which connection, handshake or listener they belong to.</summary>
internal static unsafe class TcpInput
{
    /// <summary>Checks a segment and passes it on.</summary>
    public static Verdict Receive(NetworkState* net, byte* frame, Payload payload, FrameFlags flags)
    {
        var header = payload.Data;
        if (payload.Length < TcpHeader.MinimumBytes)
        {
            net->Statistics.Malformed++;
            return Verdict.Done;
        }

        var headerBytes = (header[TcpHeader.Offset] >> 4) * 4;
        if (headerBytes < TcpHeader.MinimumBytes || headerBytes > payload.Length)
        {
            net->Statistics.Malformed++;
            return Verdict.Done;
        }

        if ((flags & FrameFlags.TransportChecksumValid) == 0 && !payload.HasValidChecksum(Ipv4Header.Tcp))
        {
            net->Statistics.BadChecksums++;
            return Verdict.Done;
        }

        Segment segment;
        segment.FrameAddress = frame;
        segment.Header = header;
        segment.Data = header + headerBytes;
        segment.Length = payload.Length - headerBytes;
        segment.OptionBytes = headerBytes - TcpHeader.MinimumBytes;
        segment.Sequence = NetworkOrder.Read32(header + TcpHeader.SequenceNumber);
        segment.Acknowledgement = NetworkOrder.Read32(header + TcpHeader.Acknowledgement);
        segment.Window = NetworkOrder.Read16(header + TcpHeader.Window);
        segment.Flags = header[TcpHeader.Flags];
        return PassOn(net, Flow.KeyOf(payload.SourceWire, *(uint*)header), ref segment);
    }

    private static Verdict PassOn(NetworkState* net, ulong key, ref Segment segment)
    {
        net->Statistics.SegmentsReceived++;
        var flow = net->Tcp.Flows.Find(key);
        if (flow == null)
        {
            return TcpHandshake.ReceiveUnknown(net, key, ref segment);
        }

        switch (flow->Kind)
        {
            case FlowKind.Connection:
                return TcpSegments.Receive(net, (TcpConnection*)flow, ref segment);
            case FlowKind.HalfOpen:
                return TcpHandshake.Receive(net, (HalfOpen*)flow, ref segment);
            default:
                return ReceiveLate(net, (TimeWait*)flow, ref segment);
        }
    }

    /// <summary>
    /// A segment for a connection that has ended. Sources: RFC 9293, 3.10.7.4 (TIME-WAIT); RFC 1337 (a reset ends nothing here).
    /// </summary>
    private static Verdict ReceiveLate(NetworkState* net, TimeWait* entry, ref Segment segment)
    {
        if (segment.Has(TcpHeader.Rst))
        {
            return Verdict.Done;
        }

        var key = entry->Flow.Key;
        var isNew = segment.Has(TcpHeader.Syn) && !segment.Has(TcpHeader.Ack) && Sequence.IsAfter(segment.Sequence, entry->ReceiveNext);
        if (isNew)
        {
            net->Tcp.FreeTimeWait(net, entry);
            return TcpHandshake.ReceiveUnknown(net, key, ref segment);
        }

        if (segment.SequenceLength == 0 && segment.Sequence == entry->ReceiveNext)
        {
            return Verdict.Done;
        }

        return net->Errors.Allows(net->NowMicroseconds)
            ? SegmentReply.Acknowledge(net, entry->SendNext, entry->ReceiveNext, 0)
            : Verdict.Done;
    }
}
