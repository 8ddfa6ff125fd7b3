// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net;

/// <summary>Which checksum a link has to complete in a frame to send.</summary>
/// <remarks>
/// The header is 34 bytes into the frame; its checksum field, 16 (TCP) or 6 (UDP) bytes further, holds the sum of the pseudo-header.
/// </remarks>
public enum ChecksumRequest : byte
{
    /// <summary>None: the frame is complete.</summary>
    None,

    /// <summary>That of the TCP segment.</summary>
    Tcp,

    /// <summary>That of the UDP datagram.</summary>
    Udp,
}
