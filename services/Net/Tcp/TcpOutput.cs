// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using Caprock.Services.Net.Ipv4;

namespace Caprock.Services.Net.Tcp;

/// <summary>Which segment a connection sends next, and its bytes. Source: RFC 9293, 3.7 and 3.8; RFC 5681; RFC 6675.</summary>
internal static unsafe class TcpOutput
{
    /// <summary>Chooses the next segment.</summary>
    public static SegmentPlan Choose(NetworkState* net, TcpConnection* connection)
    {
        if (connection->WantsReset)
        {
            return new SegmentPlan(connection->SendHighest, 0, TcpHeader.Rst | TcpHeader.Ack);
        }

        switch (connection->State)
        {
            case TcpState.Closed:
                return default;
            case TcpState.SynSent:
                return connection->SendNext == connection->InitialSend ? new SegmentPlan(connection->SendNext, 0, TcpHeader.Syn) : default;
            case TcpState.SynReceived when connection->SendNext == connection->InitialSend:
                return new SegmentPlan(connection->SendNext, 0, TcpHeader.Syn | TcpHeader.Ack);
            case TcpState.SynReceived:
                return connection->WantsAcknowledgement ? Acknowledgement(connection) : default;
        }

        var plan = connection->IsRecovering ? ChooseRepair(connection) : default;
        plan = plan.IsNone ? ChooseNew(net, connection) : plan;
        if (!plan.IsNone)
        {
            return plan;
        }

        if (connection->WantsKeepAlive)
        {
            return new SegmentPlan(connection->SendUnacknowledged - 1, 0, TcpHeader.Ack);
        }

        if (!connection->WantsAcknowledgement)
        {
            return default;
        }

        return Acknowledgement(connection);
    }

    /// <summary>Writes a segment and notes that it was sent.</summary>
    /// <param name="net">The stack.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="plan">The segment.</param>
    /// <param name="frame">The frame to write.</param>
    /// <param name="isPartial">Whether the link completes the checksum.</param>
    public static int Write(NetworkState* net, TcpConnection* connection, SegmentPlan plan, byte* frame, bool isPartial)
    {
        var words = (ulong*)connection->Template;
        var to = (ulong*)frame;
        for (var i = 0; i < TcpConnection.TemplateBytes / sizeof(ulong); i++)
        {
            to[i] = words[i];
        }

        var header = frame + TcpHeader.InFrame;
        var optionBytes = WriteOptions(connection, plan, header + TcpHeader.MinimumBytes);
        var length = TcpHeader.MinimumBytes + optionBytes + plan.Length;
        var window = WindowToSend(net, connection, plan);
        var sequenceWire = BinaryPrimitives.ReverseEndianness(plan.Sequence);
        var acknowledgementWire = (plan.Flags & TcpHeader.Ack) != 0 ? BinaryPrimitives.ReverseEndianness(connection->ReceiveNext) : 0;
        var offset = (uint)((TcpHeader.MinimumBytes + optionBytes) << 2);
        var lastWord = offset | ((uint)plan.Flags << 8) | ((uint)BinaryPrimitives.ReverseEndianness(window) << 16);
        *(uint*)(header + TcpHeader.SequenceNumber) = sequenceWire;
        *(uint*)(header + TcpHeader.Acknowledgement) = acknowledgementWire;
        *(uint*)(header + TcpHeader.Offset) = lastWord;
        var data = header + TcpHeader.MinimumBytes + optionBytes;
        var dataSum = plan.Length == 0 ? 0 : SendQueue.Copy(net, connection, plan.Sequence, data, plan.Length, !isPartial);
        var sum = connection->SegmentSum + BinaryPrimitives.ReverseEndianness((ushort)length);
        if (isPartial)
        {
            // The link wants the sum of the pseudo-header alone: the ports are in the segment's sum.
            *(uint*)(header + TcpHeader.CheckSum) = Checksum.Fold(sum - *(uint*)header);
        }
        else
        {
            sum += (ulong)sequenceWire + acknowledgementWire + lastWord + dataSum;
            sum = optionBytes == 0 ? sum : Checksum.Add(sum, header + TcpHeader.MinimumBytes, optionBytes);
            *(uint*)(header + TcpHeader.CheckSum) = Checksum.Finish(sum);
        }

        var totalWire = BinaryPrimitives.ReverseEndianness((ushort)(Ipv4Header.MinimumBytes + length));
        *(ushort*)(frame + Ipv4Header.InFrame + Ipv4Header.TotalLength) = totalWire;
        *(ushort*)(frame + Ipv4Header.InFrame + Ipv4Header.CheckSum) = Checksum.Finish(connection->PacketSum + totalWire);
        NoteSent(net, connection, plan);
        return TcpHeader.InFrame + length;
    }

    /// <summary>Writes an acknowledgement that does not wait for the next poll.</summary>
    public static int WriteAcknowledgement(NetworkState* net, TcpConnection* connection, byte* frame) =>
        Write(net, connection, Acknowledgement(connection), frame, false);

    /// <summary>A segment without data. With a closed window, what was sent last was a probe that the peer may not have taken.</summary>
    private static SegmentPlan Acknowledgement(TcpConnection* connection)
    {
        var sequence = connection->SendWindow == 0 ? connection->SendUnacknowledged : connection->SendHighest;
        return new SegmentPlan(sequence, 0, TcpHeader.Ack);
    }

    /// <summary>A segment that repairs a loss; none when it has to wait or nothing is missing.</summary>
    private static SegmentPlan ChooseRepair(TcpConnection* connection)
    {
        var first = connection->SendUnacknowledged;
        var highest = connection->Acknowledged.IsEmpty ? first : connection->Acknowledged.HighestEnd;
        if (connection->WantsRepair)
        {
            // The first segment goes at once, whatever the window says.
            var gap = connection->Acknowledged.NextGap(first, connection->SendHighest, out var gapEnd);
            return gap == first ? Data(connection, first, gapEnd) : default;
        }

        if (highest == first || Pipe(connection) + connection->MaximumSegment > connection->Congestion.Window)
        {
            return default;
        }

        var from = Sequence.Later(connection->HighestRepaired, first);
        var start = connection->Acknowledged.NextGap(from, highest, out var end);
        return Sequence.IsBefore(start, highest) ? Data(connection, start, end) : default;
    }

    /// <summary>What is thought to be in the network: neither acknowledged nor lost. Source: RFC 6675, 4, SetPipe.</summary>
    private static uint Pipe(TcpConnection* connection)
    {
        var pipe = connection->SendNext - connection->SendUnacknowledged - connection->Acknowledged.CountBefore(connection->SendNext);
        if (connection->Acknowledged.IsEmpty)
        {
            return pipe;
        }

        // Gaps below what was acknowledged selectively that were not sent again are lost.
        var highest = connection->Acknowledged.HighestEnd;
        var repaired = Sequence.Later(connection->HighestRepaired, connection->SendUnacknowledged);
        if (!Sequence.IsBefore(repaired, highest))
        {
            return pipe;
        }

        var selective = connection->Acknowledged.CountBefore(highest) - connection->Acknowledged.CountBefore(repaired);
        var lost = highest - repaired - selective;
        return pipe > lost ? pipe - lost : 0;
    }

    /// <summary>As much of a range as a segment takes; with the FIN where it is reached.</summary>
    private static SegmentPlan Data(TcpConnection* connection, uint start, uint end)
    {
        var limit = Sequence.Earlier(end, connection->SendEnd);
        var length = (int)Math.Min(limit - start, connection->MaximumSegment);
        if (Sequence.IsAfter(start, limit))
        {
            length = 0;
        }

        var reachesEnd = start + (uint)length == connection->SendEnd;
        var fin = reachesEnd && connection->HasFin && Sequence.IsAfter(end, connection->SendEnd) ? TcpHeader.Fin : 0;
        var push = reachesEnd && length > 0 ? TcpHeader.Psh : 0;
        return length == 0 && fin == 0 ? default : new SegmentPlan(start, length, (byte)(TcpHeader.Ack | fin | push));
    }

    private static SegmentPlan ChooseNew(NetworkState* net, TcpConnection* connection)
    {
        if (connection->SendNext != connection->SendHighest && !connection->Acknowledged.IsEmpty)
        {
            connection->SendNext = Sequence.Later(
                connection->SendNext, connection->Acknowledged.NextGap(connection->SendNext, connection->SendHighest, out _));
        }

        var next = connection->SendNext;
        var end = connection->SendEnd + (connection->HasFin ? 1u : 0);
        if (!Sequence.IsBefore(next, end))
        {
            return default;
        }

        var usable = Usable(connection);
        var available = connection->SendEnd - next;
        var isFinOnly = next == connection->SendEnd;
        var length = (int)Math.Min(Math.Min(available, usable), connection->MaximumSegment);
        length = isFinOnly ? 0 : LimitToGap(connection, next, length);
        var takesAll = (uint)length == available;
        var isAllowed = isFinOnly || IsWorthwhile(connection, length, takesAll);
        if (isAllowed && (length > 0 || isFinOnly))
        {
            var fin = takesAll && connection->HasFin ? TcpHeader.Fin : 0;
            var push = takesAll && length > 0 ? TcpHeader.Psh : 0;
            return new SegmentPlan(next, length, (byte)(TcpHeader.Ack | fin | push));
        }

        if (connection->SendHighest == connection->SendUnacknowledged && connection->RetransmitAt == 0)
        {
            // Nothing is on its way that would bring a new window: probe for it. RFC 9293, 3.8.6.1.
            connection->RetransmitAt = net->NowMicroseconds + connection->RoundTrip.TimeoutMicroseconds;
            TcpTimers.Rearm(net, connection);
        }

        return default;
    }

    /// <summary>Bytes that may be sent from the next number on.</summary>
    private static uint Usable(TcpConnection* connection)
    {
        var offset = connection->InFlight;
        var byPeer = connection->SendWindow > offset ? connection->SendWindow - offset : 0;
        if (connection->WantsProbe)
        {
            return Math.Max(byPeer, 1);
        }

        var window = connection->Congestion.Window;
        uint inFlight;
        if (connection->Acknowledged.IsEmpty)
        {
            // RFC 3042: the first two duplicates let new segments go.
            var limited = connection->IsRecovering ? 0 : Math.Min((uint)connection->DuplicateAcknowledgements, 2u);
            window += limited * connection->MaximumSegment;
            inFlight = offset;
        }
        else
        {
            inFlight = connection->IsRecovering ? Pipe(connection) : offset - connection->Acknowledged.CountBefore(connection->SendNext);
        }

        return window > inFlight ? Math.Min(byPeer, window - inFlight) : 0;
    }

    /// <summary>What is sent again ends where the peer has more.</summary>
    private static int LimitToGap(TcpConnection* connection, uint next, int length)
    {
        if (next == connection->SendHighest || connection->Acknowledged.IsEmpty)
        {
            return length;
        }

        // Ignored: the next number lies in a gap, so that the gap begins there.
        _ = connection->Acknowledged.NextGap(next, next + (uint)length, out var end);
        return (int)(end - next);
    }

    /// <summary>
    /// Whether a segment of this length may go now: full, or the last and nothing is on its way, or half of what the peer can take.
    /// </summary>
    /// <remarks>Source: RFC 9293, 3.7.4 (Nagle) and 3.8.6.2.1 (silly window syndrome).</remarks>
    private static bool IsWorthwhile(TcpConnection* connection, int length, bool takesAll)
    {
        var isRepeated = connection->SendNext != connection->SendHighest;
        if (length == connection->MaximumSegment || connection->WantsProbe || isRepeated)
        {
            return true;
        }

        var mayBeShort = connection->IsImmediate || connection->HasFin || connection->SendNext == connection->SendUnacknowledged;
        return (takesAll && mayBeShort) || (length > 0 && (uint)length >= connection->GreatestWindow / 2);
    }

    private static int WriteOptions(TcpConnection* connection, SegmentPlan plan, byte* at)
    {
        if ((plan.Flags & TcpHeader.Syn) != 0)
        {
            return TcpOptions.WriteSyn(
                at, TcpHeader.MaximumSegment, connection->HasScale, connection->ReceiveScale, connection->AllowsSack);
        }

        var hasRoom = plan.Length == 0 && connection->AllowsSack && !connection->OutOfOrder.IsEmpty;
        return hasRoom ? TcpOptions.WriteSack(at, &connection->OutOfOrder, connection->LatestOutOfOrder) : 0;
    }

    /// <summary>The window to tell, and with it how far the peer may send. Source: RFC 9293, 3.8.6.2.2.</summary>
    private static ushort WindowToSend(NetworkState* net, TcpConnection* connection, SegmentPlan plan)
    {
        var scale = (plan.Flags & TcpHeader.Syn) != 0 ? 0 : connection->ReceiveScale;
        if (connection->State == TcpState.SynSent)
        {
            return (ushort)Math.Min(net->Tcp.ReceiveRingBytes, ushort.MaxValue);
        }

        var told = connection->ReceiveEdge - connection->ReceiveNext;
        var free = connection->CanReceive || connection->State == TcpState.SynReceived ? ReceiveQueue.Window(net, connection) : told;
        var step = Math.Min(net->Tcp.ReceiveRingBytes / 2, TcpHeader.MaximumSegment);
        var window = free >= told + step ? free : told;
        var scaled = Math.Min(window >> scale, ushort.MaxValue);
        connection->ReceiveEdge = Sequence.Later(connection->ReceiveEdge, connection->ReceiveNext + (scaled << scale));
        return (ushort)scaled;
    }

    private static void NoteSent(NetworkState* net, TcpConnection* connection, SegmentPlan plan)
    {
        connection->WantsAcknowledgement = false;
        connection->HasUnacknowledged = false;
        connection->AcknowledgeAt = 0;
        connection->LastSent = net->NowMicroseconds;
        net->Statistics.SegmentsSent++;
        var length = plan.Length + (plan.Flags & 1u) + ((uint)(plan.Flags >> 1) & 1);
        if (length == 0)
        {
            connection->WantsKeepAlive = false;
            return;
        }

        var end = plan.Sequence + length;
        var isRepeated = Sequence.IsBefore(plan.Sequence, connection->SendHighest);
        if (isRepeated)
        {
            net->Statistics.SegmentsRepeated++;
            connection->IsTiming = false;
        }
        else if (!connection->IsTiming)
        {
            connection->IsTiming = true;
            connection->TimedSequence = end;
            connection->TimedSince = net->NowMicroseconds;
        }

        if (connection->IsRecovering && isRepeated)
        {
            connection->WantsRepair = false;
            connection->HighestRepaired = Sequence.Later(connection->HighestRepaired, end);
        }

        // A repair lies behind the next number, which stays.
        if (plan.Sequence == connection->SendNext)
        {
            connection->SendNext = end;
        }

        connection->SendHighest = Sequence.Later(connection->SendHighest, end);
        connection->WantsProbe = false;
        if (connection->RetransmitAt == 0 || (connection->IsRecovering && isRepeated))
        {
            connection->RetransmitAt = net->NowMicroseconds + connection->RoundTrip.TimeoutMicroseconds;
            TcpTimers.Rearm(net, connection);
        }
    }
}
