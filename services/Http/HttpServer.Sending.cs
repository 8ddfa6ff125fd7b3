// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <content>Sending responses.</content>
public readonly unsafe partial struct HttpServer<TTransport, TSite>
{
    /// <summary>Whether the whole response was handed over.</summary>
    private bool TrySend(HttpConnection* connection, ulong nowMicroseconds)
    {
        Reclaim(connection);
        while (connection->HeadSent < connection->HeadLength)
        {
            var head = new ReadOnlySpan<byte>(connection->Head + connection->HeadSent, connection->HeadLength - connection->HeadSent);
            var count = Write(connection, head);
            if (count == 0)
            {
                return false;
            }

            connection->HeadSent += count;
        }

        while (connection->ContentLength > 0)
        {
            var count = SendContent(connection);
            if (count < 0)
            {
                // What was promised is not there: the client notices that the connection ends too early.
                TTransport.Abort(transport, connection->Name);
                Release(connection);
                return true;
            }

            if (count == 0)
            {
                return false;
            }

            connection->Content += count;
            connection->StreamOffset += count;
            connection->ContentLength -= count;
        }

        if (connection->IsLast)
        {
            TTransport.Finish(transport, connection->Name);
            connection->Phase = ConnectionPhase.Lingering;
            connection->DeadlineMicroseconds = nowMicroseconds + LingerMicroseconds;
            connection->Outstanding = TTransport.Outstanding(transport, connection->Name);
            return true;
        }

        BeginReading(connection, nowMicroseconds, state->Options.IdleMicroseconds);
        return true;
    }

    private int SendContent(HttpConnection* connection)
    {
        if (connection->IsStream)
        {
            return SendPiece(connection);
        }

        return connection->IsContentInBuffer
            ? Write(connection, new ReadOnlySpan<byte>(connection->Content, connection->ContentLength))
            : TryWriteReference(connection, connection->Content, connection->ContentLength) ? connection->ContentLength : 0;
    }

    /// <summary>Sends a piece that the site lends: by reference, or copied where it does not want that. -1 when there is none.</summary>
    private int SendPiece(HttpConnection* connection)
    {
        var place = (int)(connection - state->Connections);
        var count = TSite.Lend(
            site, place, connection->Stream, connection->StreamOffset, connection->ContentLength, out var data, out var loan);
        if (count <= 0)
        {
            return count;
        }

        if (loan == HttpLoans.None)
        {
            return Write(connection, new ReadOnlySpan<byte>(data, count));
        }

        var isFull = connection->Loans.Count == HttpLoans.Most;
        if (isFull || !TryWriteReference(connection, data, count))
        {
            TSite.Return(site, loan);
            return isFull ? Write(connection, new ReadOnlySpan<byte>(data, count)) : 0;
        }

        connection->Loans.Add(loan, connection->Given);
        return count;
    }

    private int Write(HttpConnection* connection, ReadOnlySpan<byte> data)
    {
        var count = TTransport.Write(transport, connection->Name, data);
        connection->Given += (uint)count;
        return count;
    }

    private bool TryWriteReference(HttpConnection* connection, byte* data, int length)
    {
        if (!TTransport.TryWriteReference(transport, connection->Name, data, length))
        {
            return false;
        }

        connection->Given += (uint)length;
        return true;
    }

    /// <summary>Gives back what was lent and the peer has.</summary>
    private void Reclaim(HttpConnection* connection)
    {
        if (connection->Loans.Count == 0)
        {
            return;
        }

        var delivered = connection->Given - (uint)TTransport.Outstanding(transport, connection->Name);
        while (connection->Loans.TryTake(delivered, out var loan))
        {
            TSite.Return(site, loan);
        }
    }

    /// <summary>
    /// Drops what a client sends after the last response: closing with it unread would destroy the response (RFC 9112, 9.6).
    /// </summary>
    private void Drain(HttpConnection* connection)
    {
        for (var data = TTransport.Peek(transport, connection->Name); !data.IsEmpty; data = TTransport.Peek(transport, connection->Name))
        {
            TTransport.Consume(transport, connection->Name, data.Length);
        }

        Reclaim(connection);
        if (connection->HasPeerFinished && connection->Loans.Count == 0)
        {
            TTransport.Close(transport, connection->Name);
            Release(connection);
        }
    }
}
