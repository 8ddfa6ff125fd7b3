// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <content>Ending connections, in good order or because their time is over.</content>
public readonly unsafe partial struct HttpServer<TTransport, TSite>
{
    /// <summary>A deadline has passed: a client that takes what it is sent, however slowly, goes on; any other is given up.</summary>
    private void Expire(HttpConnection* connection, ulong nowMicroseconds)
    {
        if (connection->Phase is ConnectionPhase.Deciding or ConnectionPhase.Receiving or ConnectionPhase.Completing)
        {
            ExpireSite(connection, nowMicroseconds);
            return;
        }

        var outstanding = TTransport.Outstanding(transport, connection->Name);
        var hasGiven = outstanding != connection->Outstanding && connection->Phase == ConnectionPhase.Sending;
        if (outstanding < connection->Outstanding || hasGiven)
        {
            connection->Outstanding = outstanding;
            connection->DeadlineMicroseconds = nowMicroseconds + state->Options.StallMicroseconds;
            return;
        }

        if (connection->Phase == ConnectionPhase.Reading && outstanding == 0)
        {
            if (connection->RequestLength != 0)
            {
                state->Statistics.TimedOut++;
                Refuse(connection, HttpStatus.RequestTimeout, HttpMethod.None, nowMicroseconds);
                Advance(connection, nowMicroseconds);
                return;
            }

            TTransport.Close(transport, connection->Name);
        }
        else
        {
            state->Statistics.TimedOut++;
            TTransport.Abort(transport, connection->Name);
        }

        Release(connection);
    }

    /// <summary>Content does not go on, or the site does not: which of them, the client is told.</summary>
    private void ExpireSite(HttpConnection* connection, ulong nowMicroseconds)
    {
        state->Statistics.TimedOut++;
        var isClient = connection->Phase == ConnectionPhase.Receiving && connection->RequestLength == 0;
        var status = isClient ? HttpStatus.RequestTimeout : HttpStatus.ServiceUnavailable;
        if (connection->Phase != ConnectionPhase.Deciding)
        {
            TSite.Abandon(site, (int)(connection - state->Connections));
        }

        Refuse(connection, status, HttpMethod.None, nowMicroseconds);
        Advance(connection, nowMicroseconds);
    }

    /// <summary>Ends a connection in good order, as soon as the peer has what was lent for it.</summary>
    private void End(HttpConnection* connection, ulong nowMicroseconds)
    {
        Reclaim(connection);
        if (connection->Loans.Count == 0)
        {
            TTransport.Close(transport, connection->Name);
            Release(connection);
            return;
        }

        TTransport.Finish(transport, connection->Name);
        connection->Phase = ConnectionPhase.Lingering;
        connection->DeadlineMicroseconds = nowMicroseconds + state->Options.StallMicroseconds;
        connection->Outstanding = TTransport.Outstanding(transport, connection->Name);
    }

    /// <summary>Gives a place back, and what was lent: the transport has nothing of it any more.</summary>
    private void Release(HttpConnection* connection)
    {
        if (connection->Phase is ConnectionPhase.Receiving or ConnectionPhase.Completing)
        {
            TSite.Abandon(site, (int)(connection - state->Connections));
        }

        while (connection->Loans.TryTakeAny(out var loan))
        {
            TSite.Return(site, loan);
        }

        state->Free(connection);
    }
}
