// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net;

/// <summary>What the link knows about a received frame.</summary>
[Flags]
public enum FrameFlags : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The card has verified the checksum of the TCP segment or UDP datagram.</summary>
    TransportChecksumValid = 1,
}
