// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Tcp;

/// <summary>How connections end.</summary>
internal static unsafe class TcpEnd
{
    /// <summary>Twice the maximum segment lifetime, as other systems have it. Source: RFC 9293, 3.4.2 (where it is four minutes).</summary>
    public const ulong TimeWaitMicroseconds = 60_000_000;

    /// <summary>How long a connection that nobody reads waits for its peer to finish.</summary>
    public const ulong FinWaitMicroseconds = 20_000_000;

    /// <summary>A connection is over at once.</summary>
    public static void Close(NetworkState* net, TcpConnection* connection, NetError error)
    {
        if (connection->IsOrphan)
        {
            net->Tcp.Free(net, connection);
            return;
        }

        net->Tcp.Unlink(net, connection);
        connection->State = TcpState.Closed;
        connection->Error = error;
        connection->RetransmitAt = 0;
        connection->AcknowledgeAt = 0;
        connection->IdleAt = 0;
        connection->WantsAcknowledgement = false;
        net->Tcp.Raise(connection, TcpEvents.Closed);
    }

    /// <summary>Both sides have finished, and the peer may not know.</summary>
    public static void EnterTimeWait(NetworkState* net, TcpConnection* connection)
    {
        connection->State = TcpState.TimeWait;
        connection->RetransmitAt = 0;
        connection->IdleAt = net->NowMicroseconds + TimeWaitMicroseconds;
        if (!connection->IsOrphan)
        {
            TcpTimers.Rearm(net, connection);
        }
    }

    /// <summary>Lets a small entry stand for a connection in TIME-WAIT that has nothing left to send.</summary>
    public static void Leave(NetworkState* net, TcpConnection* connection)
    {
        var key = connection->Flow.Key;
        var sendNext = connection->SendHighest;
        var receiveNext = connection->ReceiveNext;
        var until = connection->IdleAt;
        net->Tcp.Free(net, connection);
        net->Tcp.KeepTimeWait(net, key, sendNext, receiveNext, until);
    }

    /// <summary>The peer's timeout or reset is known to the application; then a reset tells the peer.</summary>
    public static void Abort(NetworkState* net, TcpConnection* connection)
    {
        var peerKnows = connection->State is TcpState.Closed or TcpState.SynSent or TcpState.TimeWait;
        connection->IsOrphan = true;
        if (peerKnows || !connection->HasMac)
        {
            net->Tcp.Free(net, connection);
            return;
        }

        SendQueue.Clear(connection);
        connection->WantsReset = true;
        net->Tcp.SetPending(connection);
    }
}
