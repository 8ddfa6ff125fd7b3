// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Tcp;

/// <summary>Connections that the application asks for. Source: RFC 9293, 3.10.7.3.</summary>
internal static unsafe class TcpOpening
{
    /// <summary>Begins a connection; its SYN leaves with the next poll.</summary>
    public static void Begin(NetworkState* net, TcpConnection* connection, ulong key, uint hopWire)
    {
        connection->Flow.Key = key;
        connection->HasScale = true;
        connection->AllowsSack = true;
        connection->SendScale = 0;
        connection->ListenerPlusOne = 0;
        TcpSegments.Start(net, connection, TcpSegments.ChooseInitialSequence(net, key), TcpHeader.DefaultSegment);
        connection->HopWire = hopWire;
        connection->State = TcpState.SynSent;
        connection->SendWindow = 1;
        TcpTemplate.Write(net, connection);
        net->Tcp.Flows.Insert(&connection->Flow);
        net->Tcp.SetPending(connection);
    }

    /// <summary>A segment that should answer our SYN.</summary>
    public static Verdict Receive(NetworkState* net, TcpConnection* connection, ref Segment segment)
    {
        var hasAck = segment.Has(TcpHeader.Ack);
        var isForUs = segment.Acknowledgement == connection->InitialSend + 1 && connection->SendHighest == segment.Acknowledgement;
        if (hasAck && !isForUs)
        {
            return SegmentReply.Reset(net, ref segment);
        }

        if (segment.Has(TcpHeader.Rst))
        {
            if (hasAck)
            {
                TcpEnd.Close(net, connection, NetError.Refused);
            }

            return Verdict.Done;
        }

        if (!segment.Has(TcpHeader.Syn))
        {
            return Verdict.Done;
        }

        TakeOptions(net, connection, ref segment);
        connection->WindowSequence = segment.Sequence;
        connection->WindowAcknowledgement = segment.Acknowledgement;
        if (!hasAck)
        {
            // Both have sent a SYN: ours goes out once more, now with an acknowledgement.
            connection->State = TcpState.SynReceived;
            connection->SendNext = connection->InitialSend;
            connection->IsTiming = false;
            net->Tcp.SetPending(connection);
            return Verdict.Done;
        }

        connection->WantsAcknowledgement = true;
        net->Tcp.SetPending(connection);
        Complete(net, connection, segment.Acknowledgement);
        return Verdict.Done;
    }

    /// <summary>Our SYN was acknowledged.</summary>
    public static void Complete(NetworkState* net, TcpConnection* connection, uint acknowledgement)
    {
        if (connection->IsTiming)
        {
            connection->IsTiming = false;
            connection->RoundTrip.Measure(net->NowMicroseconds - connection->TimedSince);
        }

        connection->SendUnacknowledged = acknowledgement;
        connection->SendNext = acknowledgement;
        connection->State = connection->HasFin ? TcpState.FinWait1 : TcpState.Established;
        connection->Attempts = 0;
        connection->RoundTrip.Recover();
        connection->RetransmitAt = 0;
        net->Statistics.ConnectionsOpened++;
        net->Tcp.SetPending(connection);
        net->Tcp.Raise(connection, TcpEvents.Connected);
        StartKeepAlive(net, connection);
    }

    /// <summary>Begins to watch for silence, if the application wants that.</summary>
    public static void StartKeepAlive(NetworkState* net, TcpConnection* connection)
    {
        if (connection->KeepAliveMicroseconds != 0 && connection->State is TcpState.Established or TcpState.CloseWait)
        {
            connection->IdleAt = net->NowMicroseconds + connection->KeepAliveMicroseconds;
            TcpTimers.Rearm(net, connection);
        }
    }

    private static void TakeOptions(NetworkState* net, TcpConnection* connection, ref Segment segment)
    {
        var options = new TcpOptions(segment.Header + TcpHeader.MinimumBytes, segment.OptionBytes);
        connection->HasScale = options.HasScale;
        connection->SendScale = options.Scale;
        connection->AllowsSack = options.AllowsSack;
        connection->ReceiveScale = options.HasScale ? net->Tcp.ReceiveScale : (byte)0;
        TcpSegments.SetMaximumSegment(connection, options.MaximumSegment);
        TcpSegments.StartReceiving(net, connection, segment.Sequence);

        // The window of a SYN is never scaled: RFC 7323, 2.2.
        connection->SendWindow = segment.Window;
        connection->GreatestWindow = segment.Window;
    }
}
