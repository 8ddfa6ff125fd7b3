// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Tcp;

/// <summary>Received segments of connections. Source: RFC 9293, 3.10.7.3 and 3.10.7.4, with RFC 5961 against forged segments.</summary>
internal static unsafe class TcpSegments
{
    private const ulong ChallengeMicroseconds = 100_000;
    private const ulong DelayMicroseconds = 40_000;

    /// <summary>A first sequence number that cannot be guessed and grows for the same endpoints. Source: RFC 6528, 3.</summary>
    public static uint ChooseInitialSequence(NetworkState* net, ulong key) =>
        (uint)(net->NowMicroseconds >> 2) + (uint)SipHash.Of(net->Tcp.Secret0, net->Tcp.Secret1, key, 0);

    /// <summary>Sets up the sending half of a connection whose key and options are known.</summary>
    public static void Start(NetworkState* net, TcpConnection* connection, uint initialSend, ushort peerMaximum)
    {
        connection->Flow.Kind = FlowKind.Connection;
        connection->Error = NetError.None;
        connection->Events = TcpEvents.None;
        connection->IsOrphan = false;
        connection->WantsAcknowledgement = false;
        connection->HasUnacknowledged = false;
        connection->HasFin = false;
        connection->WantsReset = false;
        connection->IsImmediate = false;
        connection->WantsWritable = false;
        connection->WantsProbe = false;
        connection->WantsKeepAlive = false;
        connection->HasMac = false;
        connection->IsRecovering = false;
        connection->WantsRepair = false;
        connection->IsTiming = false;
        connection->HasPeerFin = false;
        connection->UserData = 0;
        connection->InitialSend = initialSend;
        connection->SendUnacknowledged = initialSend;
        connection->SendNext = initialSend;
        connection->SendHighest = initialSend;
        connection->SendEnd = initialSend + 1;
        connection->RecoveryEnd = initialSend;
        connection->SendWindow = 0;
        connection->GreatestWindow = 0;
        connection->RingPut = 0;
        connection->RingTaken = 0;
        connection->ExtentCount = 0;
        connection->DuplicateAcknowledgements = 0;
        connection->Attempts = 0;
        connection->KeepAliveProbes = 0;
        connection->Acknowledged.Clear();
        connection->OutOfOrder.Clear();
        connection->RoundTrip.Initialize();
        connection->RetransmitAt = 0;
        connection->AcknowledgeAt = 0;
        connection->IdleAt = 0;
        connection->KeepAliveMicroseconds = 0;
        connection->NextChallenge = 0;
        connection->LastReceived = net->NowMicroseconds;
        connection->LastSent = net->NowMicroseconds;
        connection->ReceiveScale = connection->HasScale ? net->Tcp.ReceiveScale : (byte)0;
        SetMaximumSegment(connection, peerMaximum);
    }

    /// <summary>Sets the segment size that a peer has told, before data flows.</summary>
    public static void SetMaximumSegment(TcpConnection* connection, ushort peerMaximum)
    {
        connection->MaximumSegment = (ushort)Math.Clamp((int)peerMaximum, TcpHeader.LeastSegment, TcpHeader.MaximumSegment);
        connection->Congestion.Initialize(connection->MaximumSegment);
    }

    /// <summary>Sets up the receiving half of a connection.</summary>
    public static void StartReceiving(NetworkState* net, TcpConnection* connection, uint initialReceive)
    {
        connection->ReceiveNext = initialReceive + 1;
        connection->ReadNext = connection->ReceiveNext;
        connection->ReceiveEdge = connection->ReceiveNext + Math.Min(net->Tcp.ReceiveRingBytes, ushort.MaxValue);
    }

    /// <summary>Takes in a segment of a connection.</summary>
    public static Verdict Receive(NetworkState* net, TcpConnection* connection, ref Segment segment)
    {
        if (connection->State == TcpState.SynSent)
        {
            return TcpOpening.Receive(net, connection, ref segment);
        }

        connection->LastReceived = net->NowMicroseconds;
        var isExpected = segment.Sequence == connection->ReceiveNext
            && (uint)segment.Length <= connection->ReceiveEdge - connection->ReceiveNext
            && (segment.Flags & (TcpHeader.Syn | TcpHeader.Rst | TcpHeader.Fin | TcpHeader.Ack)) == TcpHeader.Ack;
        if (!isExpected && !IsAcceptable(net, connection, ref segment, out var verdict))
        {
            return verdict;
        }

        if (!TcpAcknowledgements.Receive(net, connection, ref segment))
        {
            return Verdict.Done;
        }

        var isUrgent = segment.Length > 0 && ReceiveData(net, connection, ref segment);

        if (segment.Has(TcpHeader.Fin) || connection->HasPeerFin)
        {
            ReceiveFin(net, connection, ref segment);
        }

        Finish(net, connection);
        if (!isUrgent || !connection->HasMac)
        {
            return Verdict.Done;
        }

        net->Acknowledger = connection;
        return Verdict.Acknowledgement;
    }

    /// <summary>Answers a segment that may be forged, at most ten times a second.</summary>
    public static void Challenge(NetworkState* net, TcpConnection* connection)
    {
        if (net->NowMicroseconds >= connection->NextChallenge)
        {
            connection->NextChallenge = net->NowMicroseconds + ChallengeMicroseconds;
            connection->WantsAcknowledgement = true;
            net->Statistics.Challenges++;
            net->Tcp.SetPending(connection);
        }
    }

    /// <summary>Whether a segment that is not simply the next one may be processed; says what to do where not.</summary>
    private static bool IsAcceptable(NetworkState* net, TcpConnection* connection, ref Segment segment, out Verdict verdict)
    {
        verdict = Verdict.Done;
        var window = connection->ReceiveEdge - connection->ReceiveNext;
        var offset = segment.Sequence - connection->ReceiveNext;
        var length = segment.SequenceLength;
        var startsInside = offset < window || (offset == 0 && length == 0);
        var endsInside = length > 0 && offset + length - 1 < window;
        if (segment.Has(TcpHeader.Rst))
        {
            ReceiveReset(net, connection, offset, startsInside);
            return false;
        }

        if (segment.Has(TcpHeader.Syn))
        {
            Challenge(net, connection);
            return false;
        }

        if (startsInside || endsInside)
        {
            return segment.Has(TcpHeader.Ack);
        }

        return RefuseOutside(net, connection, ref segment, offset);
    }

    /// <summary>A segment outside the window: it is answered, and of a probe of a closed window the acknowledgement counts.</summary>
    private static bool RefuseOutside(NetworkState* net, TcpConnection* connection, ref Segment segment, uint offset)
    {
        if (segment.SequenceLength == 0)
        {
            Challenge(net, connection);
            return false;
        }

        connection->WantsAcknowledgement = true;
        net->Tcp.SetPending(connection);
        if (offset != 0 || !segment.Has(TcpHeader.Ack))
        {
            return false;
        }

        segment.Length = 0;
        segment.Flags &= 0xff ^ TcpHeader.Fin;
        return true;
    }

    /// <summary>Source: RFC 5961, 3.2: only the exact number ends the connection.</summary>
    private static void ReceiveReset(NetworkState* net, TcpConnection* connection, uint offset, bool isInside)
    {
        if (offset == 0)
        {
            var refused = connection->State == TcpState.SynReceived;
            TcpEnd.Close(net, connection, refused ? NetError.Refused : NetError.Reset);
        }
        else if (isInside)
        {
            Challenge(net, connection);
        }
    }

    /// <returns>Whether each such segment needs an acknowledgement of its own, from which the peer learns of a loss.</returns>
    private static bool ReceiveData(NetworkState* net, TcpConnection* connection, ref Segment segment)
    {
        if (!connection->CanReceive)
        {
            return false;
        }

        if (connection->IsOrphan)
        {
            // Nobody will read it: RFC 9293, 3.6.1, MUST answer with a reset.
            connection->WantsReset = true;
            net->Tcp.SetPending(connection);
            return false;
        }

        var sequence = segment.Sequence;
        var data = segment.Data;
        var length = segment.Length;
        if (Sequence.IsBefore(sequence, connection->ReceiveNext))
        {
            var known = (int)(connection->ReceiveNext - sequence);
            connection->WantsAcknowledgement = true;
            net->Tcp.SetPending(connection);
            if (known >= length)
            {
                return false;
            }

            sequence += (uint)known;
            data += known;
            length -= known;
        }

        length = Math.Min(length, (int)(connection->ReceiveEdge - sequence));
        return length > 0 && Put(net, connection, sequence, data, length);
    }

    private static bool Put(NetworkState* net, TcpConnection* connection, uint sequence, byte* data, int length)
    {
        var wasInOrder = sequence == connection->ReceiveNext && connection->OutOfOrder.IsEmpty;
        var before = connection->ReceiveNext;

        // Ignored: what was not kept is not acknowledged, and comes again.
        _ = ReceiveQueue.TryPut(net, connection, sequence, data, length);
        if (connection->ReceiveNext != before)
        {
            net->Tcp.Raise(connection, TcpEvents.Readable);
        }

        // RFC 5681, 4.2: at once out of order and when a gap is filled, else every second segment.
        if (!wasInOrder || connection->HasUnacknowledged)
        {
            connection->WantsAcknowledgement = true;
            net->Tcp.SetPending(connection);
            return !wasInOrder;
        }

        connection->HasUnacknowledged = true;
        connection->AcknowledgeAt = net->NowMicroseconds + DelayMicroseconds;
        TcpTimers.Rearm(net, connection);
        return false;
    }

    private static void ReceiveFin(NetworkState* net, TcpConnection* connection, ref Segment segment)
    {
        var number = segment.Sequence + (uint)segment.Length;
        if (segment.Has(TcpHeader.Fin) && !connection->HasPeerFin && !Sequence.IsBefore(number, connection->ReceiveNext))
        {
            connection->HasPeerFin = true;
            connection->PeerFin = number;
        }

        if (!connection->HasPeerFin || connection->PeerFin != connection->ReceiveNext || !connection->CanReceive)
        {
            if (segment.Has(TcpHeader.Fin))
            {
                connection->WantsAcknowledgement = true;
                net->Tcp.SetPending(connection);
            }

            return;
        }

        connection->ReceiveNext++;
        connection->ReceiveEdge = Sequence.Later(connection->ReceiveEdge, connection->ReceiveNext);
        connection->WantsAcknowledgement = true;
        net->Tcp.SetPending(connection);
        net->Tcp.Raise(connection, TcpEvents.PeerFinished);
        switch (connection->State)
        {
            case TcpState.Established:
                connection->State = TcpState.CloseWait;
                break;
            case TcpState.FinWait1:
                connection->State = TcpState.Closing;
                break;
            default:
                TcpEnd.EnterTimeWait(net, connection);
                break;
        }
    }

    /// <summary>What follows from the acknowledgement of our FIN.</summary>
    private static void Finish(NetworkState* net, TcpConnection* connection)
    {
        if (!connection->IsFinAcknowledged)
        {
            return;
        }

        switch (connection->State)
        {
            case TcpState.FinWait1:
                connection->State = TcpState.FinWait2;
                if (connection->IsOrphan)
                {
                    connection->IdleAt = net->NowMicroseconds + TcpEnd.FinWaitMicroseconds;
                    TcpTimers.Rearm(net, connection);
                }

                break;
            case TcpState.Closing:
                TcpEnd.EnterTimeWait(net, connection);
                net->Tcp.SetPending(connection);
                break;
            case TcpState.LastAck:
                TcpEnd.Close(net, connection, NetError.None);
                break;
        }
    }
}
