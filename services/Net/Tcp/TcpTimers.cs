// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Tcp;

/// <summary>What happens at a connection when its time has come.</summary>
internal static unsafe class TcpTimers
{
    private const int MostSynAttempts = 6;
    private const int MostAttempts = 12;
    private const int MostKeepAliveProbes = 9;
    private const int AttemptsBeforeNewRoute = 2;
    private const ulong KeepAliveIntervalMicroseconds = 75_000_000;

    /// <summary>
    /// Lets the timer fire at the earliest of the connection's times. A timer that fires earlier is left: it looks again then.
    /// </summary>
    public static void Rearm(NetworkState* net, TcpConnection* connection)
    {
        var at = Earlier(connection->RetransmitAt, Earlier(connection->AcknowledgeAt, connection->IdleAt));
        if (at == 0 || net->Timers.FiresBy(&connection->Flow.Timer, at))
        {
            return;
        }

        net->Timers.Arm(&connection->Flow.Timer, at);
    }

    /// <summary>The timer has fired.</summary>
    public static void Expire(NetworkState* net, TcpConnection* connection)
    {
        var now = net->NowMicroseconds;
        if (connection->AcknowledgeAt != 0 && now >= connection->AcknowledgeAt)
        {
            connection->AcknowledgeAt = 0;
            connection->WantsAcknowledgement = true;
            net->Tcp.SetPending(connection);
        }

        if (connection->RetransmitAt != 0 && now >= connection->RetransmitAt && !Retransmit(net, connection))
        {
            return;
        }

        if (connection->IdleAt != 0 && now >= connection->IdleAt && !Idle(net, connection))
        {
            return;
        }

        Rearm(net, connection);
    }

    private static ulong Earlier(ulong one, ulong other) => one - 1 < other - 1 ? one : other;

    /// <returns>Whether the connection still exists.</returns>
    private static bool Retransmit(NetworkState* net, TcpConnection* connection)
    {
        var isOpening = connection->State is TcpState.SynSent or TcpState.SynReceived;
        if (connection->Attempts >= (isOpening ? MostSynAttempts : MostAttempts))
        {
            net->Statistics.ConnectionsTimedOut++;
            TcpEnd.Close(net, connection, NetError.TimedOut);
            return false;
        }

        if (!isOpening && connection->SendUnacknowledged == connection->SendEnd + (connection->HasFin ? 1u : 0))
        {
            // Only an acknowledgement waited for the neighbour's address.
            connection->RetransmitAt = 0;
            net->Tcp.SetPending(connection);
            return true;
        }

        connection->RoundTrip.BackOff();
        connection->RetransmitAt = net->NowMicroseconds + connection->RoundTrip.TimeoutMicroseconds;
        connection->IsTiming = false;
        net->Tcp.SetPending(connection);
        var isProbe = !isOpening && (connection->SendWindow == 0 || connection->SendHighest == connection->SendUnacknowledged);
        if (isProbe)
        {
            // A peer that answers with a closed window is alive, and is given up only when nobody waits for it here any more.
            var isAlive = net->NowMicroseconds - connection->LastReceived < connection->RoundTrip.TimeoutMicroseconds;
            connection->WantsProbe = true;
            connection->Attempts = isAlive && !connection->IsOrphan ? (byte)0 : (byte)(connection->Attempts + 1);
            connection->SendNext = connection->SendUnacknowledged;
            return true;
        }

        GoBack(net, connection);
        return true;
    }

    private static void GoBack(NetworkState* net, TcpConnection* connection)
    {
        net->Statistics.Timeouts++;
        connection->Congestion.TimedOut(connection->SendHighest - connection->SendUnacknowledged, connection->Attempts == 0);
        connection->Attempts++;
        connection->SendNext = connection->SendUnacknowledged;
        connection->RecoveryEnd = connection->SendHighest;
        connection->IsRecovering = false;
        connection->WantsRepair = false;
        connection->DuplicateAcknowledgements = 0;
        if (connection->Attempts >= AttemptsBeforeNewRoute)
        {
            // The neighbour may have changed, and what the peer has acknowledged selectively it may have dropped (RFC 2018, 8).
            connection->Acknowledged.Clear();
            connection->HasMac = false;
        }
    }

    /// <returns>Whether the connection still exists.</returns>
    private static bool Idle(NetworkState* net, TcpConnection* connection)
    {
        connection->IdleAt = 0;
        if (connection->State is TcpState.TimeWait or TcpState.FinWait2 && (connection->IsOrphan || connection->State == TcpState.TimeWait))
        {
            TcpEnd.Close(net, connection, NetError.None);
            return false;
        }

        if (connection->KeepAliveMicroseconds == 0)
        {
            return true;
        }

        var quiet = net->NowMicroseconds - connection->LastReceived;
        if (quiet < connection->KeepAliveMicroseconds)
        {
            connection->KeepAliveProbes = 0;
            connection->IdleAt = connection->LastReceived + connection->KeepAliveMicroseconds;
            return true;
        }

        if (connection->KeepAliveProbes >= MostKeepAliveProbes)
        {
            net->Statistics.ConnectionsTimedOut++;
            TcpEnd.Close(net, connection, NetError.TimedOut);
            return false;
        }

        connection->KeepAliveProbes++;
        connection->WantsKeepAlive = true;
        connection->IdleAt = net->NowMicroseconds + Math.Min(KeepAliveIntervalMicroseconds, connection->KeepAliveMicroseconds);
        net->Tcp.SetPending(connection);
        return true;
    }
}
