// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Dhcp;

/// <summary>What a DHCP client is doing. Source: RFC 2131, 4.4.</summary>
internal enum DhcpState : byte
{
    /// <summary>It was not started.</summary>
    Off,

    /// <summary>It asks who has an address.</summary>
    Selecting,

    /// <summary>It asks for an address that it was offered.</summary>
    Requesting,

    /// <summary>It has an address.</summary>
    Bound,

    /// <summary>It asks the server that gave it the address for more time.</summary>
    Renewing,

    /// <summary>It asks anybody for more time.</summary>
    Rebinding,
}
