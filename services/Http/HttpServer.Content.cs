// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <content>Content of requests that comes piece by piece.</content>
public readonly unsafe partial struct HttpServer<TTransport, TSite>
{
    /// <summary>Asks the site what it does with the content of a request; true when it does not take it whole.</summary>
    private bool TryPlan(
        HttpConnection* connection, Span<byte> received, int headLength, int wanted, bool expectsContinue, ulong nowMicroseconds)
    {
        var status = Parse(connection, received[..headLength], out var request);
        if (status != HttpStatus.Ok)
        {
            Refuse(connection, status, request.Method, nowMicroseconds);
            return true;
        }

        var response = NewResponse(connection);
        var plan = TSite.Plan(site, in request, ref response);
        if (plan == ContentPlan.Whole)
        {
            return false;
        }

        state->Statistics.Requests++;
        connection->IsLast = request.WantsClose || plan == ContentPlan.Refuse;
        connection->Method = request.Method;
        if (plan == ContentPlan.Refuse)
        {
            connection->RequestLength = 0;
            ResponseWriter.Prepare(connection, in request, ref response, &state->Date);
            BeginSending(connection, nowMicroseconds);
            return true;
        }

        Drop(connection, headLength);
        connection->ContentLeft = wanted;
        connection->Phase = ConnectionPhase.Receiving;
        connection->DeadlineMicroseconds = nowMicroseconds + state->Options.StallMicroseconds;
        if (expectsContinue && connection->RequestLength == 0)
        {
            TellToContinue(connection);
        }

        return true;
    }

    /// <summary>Gives the site what has come of the content; true when it has everything or wants no more.</summary>
    private bool TryReceive(HttpConnection* connection, ulong nowMicroseconds)
    {
        while (true)
        {
            Fill(connection);
            var length = Math.Min(connection->RequestLength, connection->ContentLeft);
            var isEnd = length == connection->ContentLeft;
            var content = new ReadOnlySpan<byte>(connection->Request, length);
            var count = length == 0 && !isEnd ? 0 : TSite.Receive(site, (int)(connection - state->Connections), content, isEnd);
            if (count < 0)
            {
                // Content that is still to come is not read as a request.
                Drop(connection, length);
                connection->IsLast |= !isEnd;
                connection->ContentLeft = 0;
            }
            else
            {
                Drop(connection, count);
                connection->ContentLeft -= count;
            }

            if (connection->ContentLeft == 0 && (count != 0 || isEnd))
            {
                connection->Phase = ConnectionPhase.Completing;
                connection->DeadlineMicroseconds = nowMicroseconds + state->Options.StallMicroseconds;
                return true;
            }

            if (count == 0)
            {
                GiveUpWhenFinished(connection, isEnd, nowMicroseconds);
                return false;
            }

            connection->DeadlineMicroseconds = nowMicroseconds + state->Options.StallMicroseconds;
        }
    }

    /// <summary>A client that sends no more, though it announced more, gets no answer.</summary>
    private void GiveUpWhenFinished(HttpConnection* connection, bool isEnd, ulong nowMicroseconds)
    {
        var isAllThere = connection->HasPeerFinished && !isEnd && connection->RequestLength < state->Options.RequestBytes;
        if (isAllThere && TTransport.Peek(transport, connection->Name).IsEmpty)
        {
            TSite.Abandon(site, (int)(connection - state->Connections));
            connection->Phase = ConnectionPhase.Reading;
            End(connection, nowMicroseconds);
        }
    }

    private bool TryComplete(HttpConnection* connection, ulong nowMicroseconds)
    {
        var response = NewResponse(connection);
        TSite.Complete(site, (int)(connection - state->Connections), ref response);
        if (response.Status == HttpStatus.Undecided)
        {
            return false;
        }

        var request = default(HttpRequest);
        request.Method = connection->Method;
        ResponseWriter.Prepare(connection, in request, ref response, &state->Date);
        BeginSending(connection, nowMicroseconds);
        return true;
    }
}
