// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net;

/// <summary>What follows from a received frame. At most one frame answers it at once; everything else is sent by the next poll.</summary>
internal enum Verdict : byte
{
    /// <summary>The frame is done with.</summary>
    Done,

    /// <summary>A socket's queue holds the frame.</summary>
    Kept,

    /// <summary>An ARP reply.</summary>
    ArpReply,

    /// <summary>An ICMP echo reply.</summary>
    EchoReply,

    /// <summary>An ICMP message that a port is not open.</summary>
    PortUnreachable,

    /// <summary>A TCP segment without data, described in <see cref="NetworkState.Reply"/>.</summary>
    Segment,

    /// <summary>An acknowledgement by <see cref="NetworkState.Acknowledger"/>.</summary>
    Acknowledgement,
}
