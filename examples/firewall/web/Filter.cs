// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Firewall;

/// <summary>The filters, by what they know.</summary>
internal enum Filter
{
    /// <summary>Echo requests and replies.</summary>
    Icmp,

    /// <summary>Datagrams.</summary>
    Udp,

    /// <summary>Connections.</summary>
    Tcp,
}
