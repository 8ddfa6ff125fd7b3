// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>A connection of the server.</summary>
internal unsafe struct HttpConnection
{
    /// <summary>Bytes of the buffer for the head of a response.</summary>
    public const int HeadBytes = 1024;

    /// <summary>The transport's name of it.</summary>
    public ulong Name;

    /// <summary>When it is given up.</summary>
    public ulong DeadlineMicroseconds;

    /// <summary>Received bytes that make no complete request yet.</summary>
    public byte* Request;

    /// <summary>The head of the response.</summary>
    public byte* Head;

    /// <summary>Room for content that is made for the response.</summary>
    public byte* Buffer;

    /// <summary>Content still to be handed over.</summary>
    public byte* Content;

    /// <summary>Bytes received.</summary>
    public int RequestLength;

    /// <summary>Bytes in which no end of a head was found.</summary>
    public int Searched;

    /// <summary>Bytes of the head of the response.</summary>
    public int HeadLength;

    /// <summary>Bytes of it that were handed over.</summary>
    public int HeadSent;

    /// <summary>Bytes of content still to be handed over.</summary>
    public int ContentLength;

    /// <summary>Bytes on their way when last looked at.</summary>
    public int Outstanding;

    /// <summary>The next free place.</summary>
    public int NextFree;

    /// <summary>What it is doing.</summary>
    public ConnectionPhase Phase;

    /// <summary>Whether the content has to be copied.</summary>
    public bool IsContentInBuffer;

    /// <summary>Whether the connection ends after this response.</summary>
    public bool IsLast;

    /// <summary>Whether the client sends no more.</summary>
    public bool HasPeerFinished;

    /// <summary>The method of a request whose content comes in pieces.</summary>
    public HttpMethod Method;

    /// <summary>Whether it was said what is done with the request's content.</summary>
    public bool HasPlan;

    /// <summary>Whether the site lends the content piece by piece.</summary>
    public bool IsStream;

    /// <summary>Content of a request that was not taken yet.</summary>
    public int ContentLeft;

    /// <summary>Where the next piece of the content to send begins.</summary>
    public int StreamOffset;

    /// <summary>What the site lends.</summary>
    public ulong Stream;

    /// <summary>Bytes ever given to the transport.</summary>
    public uint Given;

    /// <summary>What is lent.</summary>
    public HttpLoans Loans;

    /// <summary>Whether the client was told to send the content it announced.</summary>
    public bool HasContinued;
}
