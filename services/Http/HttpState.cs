// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>Everything a server knows. It lies at the start of the server's memory.</summary>
internal unsafe struct HttpState
{
    /// <summary>What the server has room for.</summary>
    public HttpOptions Options;

    /// <summary>Counters.</summary>
    public HttpStatistics Statistics;

    /// <summary>The places.</summary>
    public HttpConnection* Connections;

    /// <summary>The first free place; -1 for none.</summary>
    public int FirstFree;

    /// <summary>Places in use.</summary>
    public int InUse;

    /// <summary>When the places are looked through for those whose time is over.</summary>
    public ulong NextSweepMicroseconds;

    /// <summary>The field that tells the date.</summary>
    public DateField Date;

    /// <summary>Where the path of the request is that is being answered; its original stays as it came.</summary>
    public byte* Path;

    /// <summary>Bytes of memory that a server needs.</summary>
    public static ulong RequiredBytes(ref HttpOptions options) =>
        RoundUp((ulong)sizeof(HttpState)) + RequestParser.MostTargetBytes
        + ((ulong)options.Connections
            * (RoundUp((ulong)sizeof(HttpConnection)) + RoundUp((ulong)options.RequestBytes)
                + HttpConnection.HeadBytes + RoundUp((ulong)options.ContentBytes)));

    /// <summary>Sets up a server in memory.</summary>
    public static HttpState* Create(byte* memory, ref HttpOptions options)
    {
        var state = (HttpState*)memory;
        var connections = memory + RoundUp((ulong)sizeof(HttpState)) + RequestParser.MostTargetBytes;
        var buffers = connections + ((ulong)options.Connections * RoundUp((ulong)sizeof(HttpConnection)));
        state->Options = options;
        state->Statistics = default;
        state->Connections = (HttpConnection*)connections;
        state->Path = memory + RoundUp((ulong)sizeof(HttpState));
        state->Date.Set(0);
        state->FirstFree = -1;
        state->InUse = 0;
        state->NextSweepMicroseconds = ulong.MaxValue;
        for (var i = options.Connections - 1; i >= 0; i--)
        {
            var connection = state->Connections + i;
            connection->Phase = ConnectionPhase.Free;
            connection->Head = buffers;
            connection->Request = buffers + HttpConnection.HeadBytes;
            connection->Buffer = connection->Request + RoundUp((ulong)options.RequestBytes);
            connection->NextFree = state->FirstFree;
            state->FirstFree = i;
            buffers = connection->Buffer + RoundUp((ulong)options.ContentBytes);
        }

        return state;
    }

    /// <summary>The connection at a place; null for none in use.</summary>
    public readonly HttpConnection* Find(int place)
    {
        var connection = (uint)place < (uint)Options.Connections ? Connections + place : null;
        return connection != null && connection->Phase != ConnectionPhase.Free ? connection : null;
    }

    /// <summary>Takes a free place; -1 when there is none.</summary>
    public int Take()
    {
        var place = FirstFree;
        if (place >= 0)
        {
            FirstFree = Connections[place].NextFree;
            InUse++;
        }

        return place;
    }

    /// <summary>Gives a place back.</summary>
    public void Free(HttpConnection* connection)
    {
        connection->Phase = ConnectionPhase.Free;
        connection->NextFree = FirstFree;
        FirstFree = (int)(connection - Connections);
        InUse--;
    }

    private static ulong RoundUp(ulong bytes) => (bytes + 63) & ~63ul;
}
