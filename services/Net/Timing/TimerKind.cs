// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Timing;

/// <summary>Whom a timer wakes.</summary>
internal enum TimerKind : byte
{
    /// <summary>An entry of the neighbour table.</summary>
    Neighbor,

    /// <summary>A TCP connection.</summary>
    Connection,

    /// <summary>A handshake that has not completed.</summary>
    HalfOpen,

    /// <summary>What is left of a closed connection.</summary>
    TimeWait,

    /// <summary>The <see cref="Net.Dhcp.DhcpClient"/>.</summary>
    Dhcp,

    /// <summary>A <see cref="Net.Dns.DnsQuery"/>.</summary>
    Dns,
}
