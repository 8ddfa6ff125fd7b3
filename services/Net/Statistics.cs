// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net;

/// <summary>What the stack has seen and done, in numbers since its start.</summary>
public struct Statistics
{
    /// <summary>Frames given to the stack.</summary>
    public ulong FramesReceived;

    /// <summary>Frames handed to the link.</summary>
    public ulong FramesSent;

    /// <summary>Frames too short, malformed, or for others.</summary>
    public ulong Malformed;

    /// <summary>Packets and segments with a wrong checksum.</summary>
    public ulong BadChecksums;

    /// <summary>Fragments, which the stack does not put together.</summary>
    public ulong Fragments;

    /// <summary>Datagrams dropped because a socket's queue was full.</summary>
    public ulong QueueFull;

    /// <summary>Frames not sent because the link had no free buffer.</summary>
    public ulong NoBuffer;

    /// <summary>Datagrams delivered to sockets.</summary>
    public ulong DatagramsReceived;

    /// <summary>Datagrams sent.</summary>
    public ulong DatagramsSent;

    /// <summary>TCP segments that reached a connection.</summary>
    public ulong SegmentsReceived;

    /// <summary>TCP segments sent by connections.</summary>
    public ulong SegmentsSent;

    /// <summary>TCP segments sent again.</summary>
    public ulong SegmentsRepeated;

    /// <summary>Retransmission timeouts.</summary>
    public ulong Timeouts;

    /// <summary>Losses found by duplicate acknowledgements or selective ones.</summary>
    public ulong FastRetransmits;

    /// <summary>Connections that completed their handshake.</summary>
    public ulong ConnectionsOpened;

    /// <summary>Connections given up because the peer did not answer.</summary>
    public ulong ConnectionsTimedOut;

    /// <summary>SYNs answered without keeping anything (SYN cookies).</summary>
    public ulong CookiesSent;

    /// <summary>Connections made from a cookie that came back.</summary>
    public ulong CookiesAccepted;

    /// <summary>Handshakes that could not complete because all connections were in use.</summary>
    public ulong ConnectionsRefused;

    /// <summary>Challenge acknowledgements. Source: RFC 5961.</summary>
    public ulong Challenges;
}
