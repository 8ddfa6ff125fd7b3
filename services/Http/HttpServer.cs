// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>An HTTP/1.1 server: connections of a transport on one side, a site on the other, memory that the caller provides.</summary>
/// <remarks>
/// The transport tells of connections through <see cref="TryOpen"/> and <see cref="Signal"/>; <see cref="Poll"/> gives up those that take
/// too long.
/// Requests that follow one another without waiting are answered in order, one at a time. Nothing else happens: no thread, no allocation,
/// no callback but the site. A site that waits for something is asked again after <see cref="Continue"/>.
/// The value is three addresses and may be copied.
/// </remarks>
/// <typeparam name="TTransport">What connections are.</typeparam>
/// <typeparam name="TSite">What is served.</typeparam>
public readonly unsafe partial struct HttpServer<TTransport, TSite>
    where TTransport : unmanaged, ITransport<TTransport>
    where TSite : unmanaged, ISite<TSite>
{
    private const ulong SweepMicroseconds = 250_000;
    private const ulong LingerMicroseconds = 5_000_000;

    private readonly HttpState* state;
    private readonly TTransport* transport;
    private readonly TSite* site;

    private HttpServer(HttpState* state, TTransport* transport, TSite* site)
    {
        this.state = state;
        this.transport = transport;
        this.site = site;
    }

    /// <summary>Whether this is a server that was made.</summary>
    public bool IsValid => state != null;

    /// <summary>Connections in use.</summary>
    public int ConnectionsInUse => state->InUse;

    /// <summary>The counters.</summary>
    public ref readonly HttpStatistics Statistics => ref state->Statistics;

    /// <summary>When <see cref="Poll"/> has something to do; <see cref="ulong.MaxValue"/> for never.</summary>
    public ulong NextDeadlineMicroseconds => state->NextSweepMicroseconds;

    /// <summary>Bytes of memory that a server with these options needs.</summary>
    public static ulong RequiredBytes(ref HttpOptions options) => HttpState.RequiredBytes(ref options);

    /// <summary>Makes a server in memory that lies still.</summary>
    /// <returns>The server; not valid when the options are not, or the memory is too small.</returns>
    public static HttpServer<TTransport, TSite> Create(
        byte* memory, ulong bytes, ref HttpOptions options, TTransport* transport, TSite* site) =>
        options.AreValid() && RequiredBytes(ref options) <= bytes
            ? new HttpServer<TTransport, TSite>(HttpState.Create(memory, ref options), transport, site)
            : new HttpServer<TTransport, TSite>(null, null, null);

    /// <summary>Takes a new connection.</summary>
    /// <param name="name">The transport's name of it.</param>
    /// <param name="nowMicroseconds">The time.</param>
    /// <param name="place">Where the server keeps it.</param>
    /// <returns>Whether there was room; where not, the connection was closed with 503.</returns>
    public bool TryOpen(ulong name, ulong nowMicroseconds, out int place)
    {
        place = state->Take();
        if (place < 0)
        {
            state->Statistics.TurnedAway++;

            // Ignored: a client whose connection cannot even take this learns from its end.
            _ = TTransport.Write(transport, name, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8);
            TTransport.Close(transport, name);
            return false;
        }

        var connection = state->Connections + place;
        connection->Name = name;
        connection->RequestLength = 0;
        connection->HasPeerFinished = false;
        connection->Given = 0;
        connection->Loans = default;
        BeginReading(connection, nowMicroseconds, state->Options.RequestMicroseconds);
        state->NextSweepMicroseconds = Math.Min(state->NextSweepMicroseconds, nowMicroseconds + SweepMicroseconds);
        return true;
    }

    /// <summary>Goes on with a connection.</summary>
    public void Signal(int place, HttpSignals signals, ulong nowMicroseconds)
    {
        var connection = state->Find(place);
        if (connection == null)
        {
            return;
        }

        if ((signals & HttpSignals.Closed) != 0)
        {
            TTransport.Close(transport, connection->Name);
            Release(connection);
            return;
        }

        connection->HasPeerFinished |= (signals & HttpSignals.PeerFinished) != 0;
        if (connection->Phase == ConnectionPhase.Sending)
        {
            connection->DeadlineMicroseconds = nowMicroseconds + state->Options.StallMicroseconds;
        }

        Advance(connection, nowMicroseconds);
    }

    /// <summary>Tells the time: seconds since 1970, zero while not known. Answers are dated with it.</summary>
    public void SetTime(ulong secondsSince1970)
    {
        if (state->Date.Seconds != secondsSince1970)
        {
            state->Date.Set(secondsSince1970);
        }
    }

    /// <summary>Goes on with a request whose site had to wait; too often does no harm.</summary>
    public void Continue(int place, ulong nowMicroseconds)
    {
        var connection = state->Find(place);
        if (connection == null || connection->Phase is ConnectionPhase.Reading or ConnectionPhase.Lingering)
        {
            return;
        }

        if (connection->Phase == ConnectionPhase.Deciding)
        {
            connection->Phase = ConnectionPhase.Reading;
            connection->Searched = 0;
        }

        Advance(connection, nowMicroseconds);
    }

    /// <summary>Gives up connections whose time is over.</summary>
    public void Poll(ulong nowMicroseconds)
    {
        if (nowMicroseconds < state->NextSweepMicroseconds)
        {
            return;
        }

        for (var place = 0; place < state->Options.Connections; place++)
        {
            var connection = state->Find(place);
            if (connection == null)
            {
                continue;
            }

            Reclaim(connection);
            if (connection->Phase == ConnectionPhase.Lingering && connection->HasPeerFinished)
            {
                Advance(connection, nowMicroseconds);
            }
            else if (nowMicroseconds >= connection->DeadlineMicroseconds)
            {
                Expire(connection, nowMicroseconds);
            }
        }

        state->NextSweepMicroseconds = state->InUse == 0 ? ulong.MaxValue : nowMicroseconds + SweepMicroseconds;
    }

    /// <summary>Does everything that can be done without waiting. Each round consumes a request or ends.</summary>
    private void Advance(HttpConnection* connection, ulong nowMicroseconds)
    {
        while (true)
        {
            switch (connection->Phase)
            {
                case ConnectionPhase.Reading when !TryRead(connection, nowMicroseconds):
                case ConnectionPhase.Sending when !TrySend(connection, nowMicroseconds):
                case ConnectionPhase.Receiving when !TryReceive(connection, nowMicroseconds):
                case ConnectionPhase.Completing when !TryComplete(connection, nowMicroseconds):
                case ConnectionPhase.Deciding:
                case ConnectionPhase.Free:
                    return;
                case ConnectionPhase.Lingering:
                    Drain(connection);
                    return;
            }
        }
    }

    /// <summary>Whether a response is ready to send.</summary>
    private bool TryRead(HttpConnection* connection, ulong nowMicroseconds)
    {
        var wasEmpty = connection->RequestLength == 0;
        Fill(connection);
        if (wasEmpty && connection->RequestLength != 0)
        {
            connection->DeadlineMicroseconds = nowMicroseconds + state->Options.RequestMicroseconds;
        }

        SkipEmptyLines(connection);
        var received = new Span<byte>(connection->Request, connection->RequestLength);
        var headLength = RequestParser.FindEnd(received, connection->Searched);
        connection->Searched = connection->RequestLength;
        if (headLength != 0)
        {
            return TryHandle(connection, received, headLength, nowMicroseconds);
        }

        if (connection->RequestLength == state->Options.RequestBytes)
        {
            var status = IsTargetTooLong(received) ? HttpStatus.UriTooLong : HttpStatus.RequestHeaderFieldsTooLarge;
            Refuse(connection, status, HttpMethod.None, nowMicroseconds);
            return true;
        }

        if (connection->HasPeerFinished)
        {
            End(connection, nowMicroseconds);
        }

        return false;
    }

    private void Fill(HttpConnection* connection)
    {
        while (connection->RequestLength < state->Options.RequestBytes)
        {
            var data = TTransport.Peek(transport, connection->Name);
            if (data.IsEmpty)
            {
                return;
            }

            var count = Math.Min(data.Length, state->Options.RequestBytes - connection->RequestLength);
            data[..count].CopyTo(new Span<byte>(connection->Request + connection->RequestLength, count));
            connection->RequestLength += count;
            TTransport.Consume(transport, connection->Name, count);
        }
    }

    /// <summary>Empty lines before a request do not count: RFC 9112, 2.2.</summary>
    private static void SkipEmptyLines(HttpConnection* connection)
    {
        var count = 0;
        while (count + 1 < connection->RequestLength && connection->Request[count] == '\r' && connection->Request[count + 1] == '\n')
        {
            count += 2;
        }

        if (count != 0)
        {
            Drop(connection, count);
        }
    }

    private static bool IsTargetTooLong(ReadOnlySpan<byte> received) =>
        received.IndexOf((byte)'\n') is < 0 or > RequestParser.MostTargetBytes;

    private bool TryHandle(HttpConnection* connection, Span<byte> received, int headLength, ulong nowMicroseconds)
    {
        var wanted = ContentScanner.LengthOf(received[..headLength], out var expectsContinue);
        var isAll = wanted <= received.Length - headLength;
        var mayHaveContent = wanted != 0 || received[0] is (byte)'P' or (byte)'D';
        if (isAll && !mayHaveContent)
        {
            return TryRespond(connection, received, headLength, 0, nowMicroseconds);
        }

        if (!connection->HasPlan)
        {
            connection->HasPlan = true;
            if (TryPlan(connection, received, headLength, wanted, expectsContinue, nowMicroseconds))
            {
                return true;
            }
        }

        if (wanted > state->Options.RequestBytes - headLength)
        {
            Refuse(connection, HttpStatus.ContentTooLarge, HttpMethod.None, nowMicroseconds);
            return true;
        }

        if (!isAll)
        {
            AwaitContent(connection, headLength, expectsContinue, nowMicroseconds);
            return false;
        }

        return TryRespond(connection, received, headLength, wanted, nowMicroseconds);
    }

    /// <summary>The whole request is there.</summary>
    private bool TryRespond(HttpConnection* connection, Span<byte> received, int headLength, int contentLength, ulong nowMicroseconds)
    {
        var status = Parse(connection, received[..headLength], out var request);
        if (status != HttpStatus.Ok)
        {
            Refuse(connection, status, request.Method, nowMicroseconds);
            return true;
        }

        request.Content = received.Slice(headLength, contentLength);
        var response = NewResponse(connection);
        TSite.Respond(site, in request, ref response);
        if (response.Status == HttpStatus.Undecided)
        {
            connection->Phase = ConnectionPhase.Deciding;
            connection->DeadlineMicroseconds = nowMicroseconds + state->Options.RequestMicroseconds;
            return false;
        }

        state->Statistics.Requests++;
        connection->IsLast = request.WantsClose;
        ResponseWriter.Prepare(connection, in request, ref response, &state->Date);
        Drop(connection, headLength + contentLength);
        BeginSending(connection, nowMicroseconds);
        return true;
    }

    private HttpStatus Parse(HttpConnection* connection, Span<byte> head, out HttpRequest request)
    {
        request = default;
        request.Place = (int)(connection - state->Connections);
        request.PathBuffer = new Span<byte>(state->Path, RequestParser.MostTargetBytes);
        return RequestParser.Parse(head, ref request);
    }

    private HttpResponse NewResponse(HttpConnection* connection)
    {
        var response = default(HttpResponse);
        response.Status = HttpStatus.NotFound;
        response.Buffer = connection->Buffer;
        response.BufferLength = state->Options.ContentBytes;
        return response;
    }

    /// <summary>The head is there and its content is not.</summary>
    private void AwaitContent(HttpConnection* connection, int headLength, bool expectsContinue, ulong nowMicroseconds)
    {
        if (connection->HasPeerFinished)
        {
            End(connection, nowMicroseconds);
            return;
        }

        if (expectsContinue && connection->RequestLength == headLength)
        {
            TellToContinue(connection);
        }

        connection->Searched = headLength - 1;
    }

    /// <summary>A client that cannot be told waits a little and then sends (RFC 9110, 10.1.1).</summary>
    private void TellToContinue(HttpConnection* connection)
    {
        if (!connection->HasContinued)
        {
            Write(connection, "HTTP/1.1 100 Continue\r\n\r\n"u8);
            connection->HasContinued = true;
        }
    }

    private void Refuse(HttpConnection* connection, HttpStatus status, HttpMethod method, ulong nowMicroseconds)
    {
        state->Statistics.Refused++;
        connection->RequestLength = 0;
        ResponseWriter.PrepareRefusal(connection, status, method, &state->Date);
        BeginSending(connection, nowMicroseconds);
    }

    private void BeginReading(HttpConnection* connection, ulong nowMicroseconds, ulong waitMicroseconds)
    {
        connection->Phase = ConnectionPhase.Reading;
        connection->Searched = 0;
        connection->HeadSent = 0;
        connection->HasContinued = false;
        connection->HasPlan = false;
        connection->DeadlineMicroseconds =
            nowMicroseconds + (connection->RequestLength == 0 ? waitMicroseconds : state->Options.RequestMicroseconds);
        connection->Outstanding = TTransport.Outstanding(transport, connection->Name);
    }

    private void BeginSending(HttpConnection* connection, ulong nowMicroseconds)
    {
        connection->Phase = ConnectionPhase.Sending;
        connection->DeadlineMicroseconds = nowMicroseconds + state->Options.StallMicroseconds;
        connection->Outstanding = TTransport.Outstanding(transport, connection->Name);
    }

    private static void Drop(HttpConnection* connection, int count)
    {
        connection->RequestLength -= count;
        connection->Searched = 0;
        new ReadOnlySpan<byte>(connection->Request + count, connection->RequestLength)
            .CopyTo(new Span<byte>(connection->Request, connection->RequestLength));
    }
}
