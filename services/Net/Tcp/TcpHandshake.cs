// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Tcp;

/// <summary>Handshakes that a listener answers. Source: RFC 9293, 3.10.7.2 and 3.10.7.4 (SYN-RECEIVED).</summary>
internal static unsafe class TcpHandshake
{
    private const ulong FirstRetryMicroseconds = 1_000_000;
    private const int MostAttempts = 5;

    /// <summary>A segment that belongs to no connection and no handshake.</summary>
    public static Verdict ReceiveUnknown(NetworkState* net, ulong key, ref Segment segment)
    {
        var listener = net->Tcp.FindListener((ushort)(key >> 48));
        if (segment.Has(TcpHeader.Rst))
        {
            return Verdict.Done;
        }

        if (listener == null)
        {
            return SegmentReply.Reset(net, ref segment);
        }

        if (segment.Has(TcpHeader.Ack))
        {
            return ReceiveCookie(net, listener, key, ref segment);
        }

        return (segment.Flags & (TcpHeader.Syn | TcpHeader.Fin)) == TcpHeader.Syn ? Open(net, key, ref segment) : Verdict.Done;
    }

    /// <summary>A segment for a handshake.</summary>
    public static Verdict Receive(NetworkState* net, HalfOpen* half, ref Segment segment)
    {
        var expected = half->InitialReceive + 1;
        if (segment.Has(TcpHeader.Rst))
        {
            if (segment.Sequence == expected)
            {
                net->Tcp.FreeHalfOpen(net, half);
            }

            return Verdict.Done;
        }

        if (segment.Has(TcpHeader.Syn))
        {
            var isRepeated = segment.Sequence == half->InitialReceive && !segment.Has(TcpHeader.Ack);
            return isRepeated ? Answer(net, half) : SegmentReply.Acknowledge(net, half->InitialSend + 1, expected, 0);
        }

        if (!segment.Has(TcpHeader.Ack))
        {
            return Verdict.Done;
        }

        if (segment.Acknowledgement != half->InitialSend + 1)
        {
            return SegmentReply.Reset(net, ref segment);
        }

        if (segment.Sequence - expected > net->Tcp.ReceiveRingBytes)
        {
            return SegmentReply.Acknowledge(net, half->InitialSend + 1, expected, FirstWindow(net));
        }

        return Complete(net, half, ref segment);
    }

    /// <summary>A handshake's answer was lost, or what followed it.</summary>
    public static void Expire(NetworkState* net, HalfOpen* half)
    {
        if (half->Attempts >= MostAttempts)
        {
            net->Tcp.FreeHalfOpen(net, half);
            return;
        }

        net->Timers.Arm(&half->Flow.Timer, net->NowMicroseconds + (FirstRetryMicroseconds << half->Attempts));
        half->Attempts++;
        net->Tcp.SetPending(half);
    }

    /// <summary>Writes the answer of a handshake again.</summary>
    public static int WriteAnswer(NetworkState* net, HalfOpen* half, byte* frame)
    {
        // Ignored: that it is a segment is known.
        _ = Answer(net, half);
        return SegmentReply.Write(net, half->Mac, (uint)half->Flow.Key, (uint)(half->Flow.Key >> 32), frame);
    }

    private static ushort FirstWindow(NetworkState* net) => (ushort)Math.Min(net->Tcp.ReceiveRingBytes, ushort.MaxValue);

    private static Verdict Open(NetworkState* net, ulong key, ref Segment segment)
    {
        var options = new TcpOptions(segment.Header + TcpHeader.MinimumBytes, segment.OptionBytes);
        var half = net->Tcp.AllocateHalfOpen();
        if (half == null)
        {
            return SendCookie(net, key, ref segment, options.MaximumSegment);
        }

        half->Flow.Key = key;
        half->Mac = MacAddress.Read(segment.FrameAddress + Frame.Source);
        half->InitialSend = TcpSegments.ChooseInitialSequence(net, key);
        half->InitialReceive = segment.Sequence;
        half->AnsweredMicroseconds = net->NowMicroseconds;
        half->MaximumSegment = options.MaximumSegment;
        half->Scale = options.Scale;
        half->HasScale = options.HasScale;
        half->AllowsSack = options.AllowsSack;
        half->Attempts = 1;
        net->Tcp.Flows.Insert(&half->Flow);
        net->Timers.Arm(&half->Flow.Timer, net->NowMicroseconds + FirstRetryMicroseconds);
        return Answer(net, half);
    }

    private static Verdict Answer(NetworkState* net, HalfOpen* half)
    {
        net->Reply.Sequence = half->InitialSend;
        net->Reply.Acknowledgement = half->InitialReceive + 1;
        net->Reply.Window = FirstWindow(net);
        net->Reply.Flags = TcpHeader.Syn | TcpHeader.Ack;
        net->Reply.Scale = net->Tcp.ReceiveScale;
        net->Reply.HasScale = half->HasScale;
        net->Reply.AllowsSack = half->AllowsSack;
        return Verdict.Segment;
    }

    private static Verdict SendCookie(NetworkState* net, ulong key, ref Segment segment, ushort maximumSegment)
    {
        net->Statistics.CookiesSent++;
        net->Tcp.CookiesUntil = net->NowMicroseconds + SynCookie.LifetimeMicroseconds;
        net->Reply.Sequence = SynCookie.Make(net, key, segment.Sequence, maximumSegment);
        net->Reply.Acknowledgement = segment.Sequence + 1;
        net->Reply.Window = FirstWindow(net);
        net->Reply.Flags = TcpHeader.Syn | TcpHeader.Ack;
        net->Reply.HasScale = false;
        net->Reply.AllowsSack = false;
        return Verdict.Segment;
    }

    private static Verdict ReceiveCookie(NetworkState* net, TcpListener* listener, ulong key, ref Segment segment)
    {
        var initialSend = segment.Acknowledgement - 1;
        var initialReceive = segment.Sequence - 1;
        var mayBe = net->NowMicroseconds < net->Tcp.CookiesUntil && (segment.Flags & TcpHeader.Syn) == 0;
        if (!mayBe || !SynCookie.TryRead(net, key, initialReceive, initialSend, out var maximumSegment))
        {
            return SegmentReply.Reset(net, ref segment);
        }

        var connection = Accept(net, listener);
        if (connection == null)
        {
            return Verdict.Done;
        }

        net->Statistics.CookiesAccepted++;
        connection->Flow.Key = key;
        connection->HasScale = false;
        connection->AllowsSack = false;
        connection->SendScale = 0;
        TcpSegments.Start(net, connection, initialSend, maximumSegment);
        return Establish(net, connection, initialReceive, ref segment);
    }

    private static Verdict Complete(NetworkState* net, HalfOpen* half, ref Segment segment)
    {
        var key = half->Flow.Key;
        var listener = net->Tcp.FindListener((ushort)(key >> 48));
        if (listener == null)
        {
            net->Tcp.FreeHalfOpen(net, half);
            return SegmentReply.Reset(net, ref segment);
        }

        var connection = Accept(net, listener);
        if (connection == null)
        {
            return Verdict.Done;
        }

        connection->Flow.Key = key;
        connection->HasScale = half->HasScale;
        connection->AllowsSack = half->AllowsSack;
        connection->SendScale = half->Scale;
        TcpSegments.Start(net, connection, half->InitialSend, half->MaximumSegment);
        if (half->Attempts == 1)
        {
            connection->RoundTrip.Measure(net->NowMicroseconds - half->AnsweredMicroseconds);
        }

        var initialReceive = half->InitialReceive;
        net->Tcp.FreeHalfOpen(net, half);
        return Establish(net, connection, initialReceive, ref segment);
    }

    /// <summary>
    /// A place for a connection; null when there is none or too many wait already. The peer's segment counts as lost then.
    /// </summary>
    private static TcpConnection* Accept(NetworkState* net, TcpListener* listener)
    {
        var connection = listener->Waiting < listener->Backlog ? net->Tcp.Allocate() : null;
        if (connection == null)
        {
            net->Statistics.ConnectionsRefused++;
            return null;
        }

        listener->Waiting++;
        connection->ListenerPlusOne = net->Tcp.PlaceOf(listener);
        return connection;
    }

    private static Verdict Establish(NetworkState* net, TcpConnection* connection, uint initialReceive, ref Segment segment)
    {
        net->Tcp.Flows.Insert(&connection->Flow);
        TcpSegments.StartReceiving(net, connection, initialReceive);
        connection->SendUnacknowledged = segment.Acknowledgement;
        connection->SendNext = segment.Acknowledgement;
        connection->SendHighest = segment.Acknowledgement;
        connection->SendWindow = (uint)segment.Window << connection->SendScale;
        connection->GreatestWindow = connection->SendWindow;
        connection->WindowSequence = segment.Sequence;
        connection->WindowAcknowledgement = segment.Acknowledgement;
        connection->State = TcpState.Established;
        TcpTemplate.Write(net, connection);
        TcpTemplate.SetMac(connection, MacAddress.Read(segment.FrameAddress + Frame.Source));
        net->Statistics.ConnectionsOpened++;
        net->Tcp.Raise(connection, TcpEvents.Accepted);
        return TcpSegments.Receive(net, connection, ref segment);
    }
}
