// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Tcp;

/// <summary>What an acknowledgement says. Sources: RFC 9293, 3.10.7.4; RFC 5681; RFC 6582 (NewReno); RFC 6675 (selective).</summary>
internal static unsafe class TcpAcknowledgements
{
    private const int DuplicateThreshold = 3;

    /// <summary>Takes in the acknowledgement and window of a segment.</summary>
    /// <returns>Whether the rest of the segment counts.</returns>
    public static bool Receive(NetworkState* net, TcpConnection* connection, ref Segment segment)
    {
        var acknowledgement = segment.Acknowledgement;
        var oldest = connection->SendUnacknowledged - connection->GreatestWindow;
        if (Sequence.IsAfter(acknowledgement, connection->SendHighest) || Sequence.IsBefore(acknowledgement, oldest))
        {
            // RFC 5961, 5.2.
            TcpSegments.Challenge(net, connection);
            return false;
        }

        if (connection->State == TcpState.SynReceived)
        {
            if (acknowledgement != connection->InitialSend + 1)
            {
                return false;
            }

            TcpOpening.Complete(net, connection, acknowledgement);
        }

        if (Sequence.IsBefore(acknowledgement, connection->SendUnacknowledged))
        {
            return true;
        }

        var hasWindowChanged = UpdateWindow(net, connection, ref segment);
        var hasNewBlocks = segment.OptionBytes != 0 && connection->AllowsSack && ReadBlocks(connection, ref segment);
        if (acknowledgement != connection->SendUnacknowledged)
        {
            Advance(net, connection, acknowledgement);
            return true;
        }

        var isDuplicate = connection->SendHighest != acknowledgement
            && connection->SendWindow != 0
            && ((segment.Length == 0 && !hasWindowChanged && !segment.Has(TcpHeader.Fin)) || hasNewBlocks);
        if (isDuplicate)
        {
            Duplicate(net, connection, hasNewBlocks);
        }

        return true;
    }

    private static bool UpdateWindow(NetworkState* net, TcpConnection* connection, ref Segment segment)
    {
        var isNewer = Sequence.IsBefore(connection->WindowSequence, segment.Sequence)
            || (connection->WindowSequence == segment.Sequence
                && !Sequence.IsAfter(connection->WindowAcknowledgement, segment.Acknowledgement));
        if (!isNewer)
        {
            return false;
        }

        connection->WindowSequence = segment.Sequence;
        connection->WindowAcknowledgement = segment.Acknowledgement;
        var window = (uint)segment.Window << connection->SendScale;
        if (window == connection->SendWindow)
        {
            return false;
        }

        if (connection->SendWindow == 0)
        {
            // The window has opened: what probed it is not a timeout of data.
            connection->Attempts = 0;
            connection->RoundTrip.Recover();
            connection->RetransmitAt = 0;
            connection->SendNext = connection->SendUnacknowledged;
        }

        connection->SendWindow = window;
        connection->GreatestWindow = Math.Max(connection->GreatestWindow, window);
        net->Tcp.SetPending(connection);
        return true;
    }

    private static bool ReadBlocks(TcpConnection* connection, ref Segment segment)
    {
        var options = new TcpOptions(segment.Header + TcpHeader.MinimumBytes, segment.OptionBytes);
        var isNew = false;
        for (var i = 0; i < options.SackBlocks; i++)
        {
            var start = NetworkOrder.Read32(options.SackData + (i * 8));
            var end = NetworkOrder.Read32(options.SackData + (i * 8) + 4);
            var isPossible = Sequence.IsAfter(start, connection->SendUnacknowledged)
                && Sequence.IsAfter(end, start)
                && !Sequence.IsAfter(end, connection->SendHighest);
            if (isPossible && connection->Acknowledged.CountBefore(end) - connection->Acknowledged.CountBefore(start) != end - start)
            {
                isNew |= connection->Acknowledged.TryAdd(start, end);
            }
        }

        return isNew;
    }

    /// <summary>New data was acknowledged.</summary>
    private static void Advance(NetworkState* net, TcpConnection* connection, uint acknowledgement)
    {
        var bytes = acknowledgement - connection->SendUnacknowledged;
        if (connection->IsTiming && !Sequence.IsBefore(acknowledgement, connection->TimedSequence))
        {
            connection->IsTiming = false;
            connection->RoundTrip.Measure(net->NowMicroseconds - connection->TimedSince);
        }

        SendQueue.Acknowledge(connection, Sequence.Earlier(acknowledgement, connection->SendEnd));
        connection->SendUnacknowledged = acknowledgement;
        connection->SendNext = Sequence.Later(connection->SendNext, acknowledgement);
        connection->Attempts = 0;
        connection->RoundTrip.Recover();
        if (!connection->Acknowledged.IsEmpty)
        {
            connection->Acknowledged.RemoveBefore(acknowledgement);
        }

        connection->DuplicateAcknowledgements = 0;
        if (!connection->IsRecovering)
        {
            connection->Congestion.Acknowledged(bytes);
            connection->RecoveryEnd = Sequence.Later(connection->RecoveryEnd, acknowledgement);
        }
        else if (Sequence.IsBefore(acknowledgement, connection->RecoveryEnd))
        {
            Partial(connection, bytes);
        }
        else
        {
            connection->IsRecovering = false;
            connection->WantsRepair = false;
            connection->Congestion.LeaveRecovery(connection->InFlight);
        }

        var isIdle = connection->SendHighest == acknowledgement;
        connection->RetransmitAt = isIdle ? 0 : net->NowMicroseconds + connection->RoundTrip.TimeoutMicroseconds;
        TcpTimers.Rearm(net, connection);
        TellWritable(net, connection);
        if (!isIdle || connection->SendEnd != acknowledgement || connection->HasFin)
        {
            net->Tcp.SetPending(connection);
        }
    }

    /// <summary>A part of what was outstanding when the loss was found was acknowledged: the next part is lost as well.</summary>
    private static void Partial(TcpConnection* connection, uint bytes)
    {
        connection->HighestRepaired = Sequence.Later(connection->HighestRepaired, connection->SendUnacknowledged);
        if (connection->Acknowledged.IsEmpty)
        {
            connection->Congestion.Deflate(bytes);
            connection->WantsRepair = true;
        }
    }

    private static void Duplicate(NetworkState* net, TcpConnection* connection, bool hasNewBlocks)
    {
        if (connection->DuplicateAcknowledgements < byte.MaxValue)
        {
            connection->DuplicateAcknowledgements++;
        }

        net->Tcp.SetPending(connection);
        if (connection->IsRecovering)
        {
            if (connection->Acknowledged.IsEmpty)
            {
                connection->Congestion.Inflate();
            }

            return;
        }

        // RFC 6582, 3.2, step 1: not for what was sent again after a timeout.
        var isRepeated = Sequence.IsBefore(connection->SendUnacknowledged, connection->RecoveryEnd);
        var isLoss = connection->DuplicateAcknowledgements >= DuplicateThreshold || (hasNewBlocks && IsLostBySack(connection));
        if (!isLoss || isRepeated)
        {
            return;
        }

        var isSelective = !connection->Acknowledged.IsEmpty;
        net->Statistics.FastRetransmits++;
        connection->IsRecovering = true;
        connection->RecoveryEnd = connection->SendHighest;
        connection->HighestRepaired = connection->SendUnacknowledged;
        connection->WantsRepair = true;
        connection->IsTiming = false;
        connection->Congestion.EnterRecovery(
            connection->InFlight, isSelective ? 0 : (uint)(DuplicateThreshold * connection->MaximumSegment));
    }

    /// <summary>Whether more than two segments were acknowledged behind the first gap. Source: RFC 6675, 4, IsLost.</summary>
    private static bool IsLostBySack(TcpConnection* connection) =>
        connection->Acknowledged.CountBefore(connection->SendHighest) > (DuplicateThreshold - 1) * (uint)connection->MaximumSegment;

    private static void TellWritable(NetworkState* net, TcpConnection* connection)
    {
        var free = SendQueue.FreeBytes(net, connection);
        if (connection->WantsWritable && connection->ExtentCount < TcpConnection.MostExtents && free >= (int)net->Tcp.SendRingBytes / 2)
        {
            connection->WantsWritable = false;
            net->Tcp.Raise(connection, TcpEvents.Writable);
        }
    }
}
