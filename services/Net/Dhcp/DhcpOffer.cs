// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Dhcp;

/// <summary>What a server says. Addresses are as they lie in frames.</summary>
internal struct DhcpOffer
{
    /// <summary>Kind of the message.</summary>
    public byte Type;

    /// <summary>The client's address.</summary>
    public uint AddressWire;

    /// <summary>The bits that name the network.</summary>
    public uint MaskWire;

    /// <summary>The way out.</summary>
    public uint RouterWire;

    /// <summary>The name server.</summary>
    public uint NameServerWire;

    /// <summary>The server.</summary>
    public uint ServerWire;

    /// <summary>How long the address may be used.</summary>
    public uint LeaseSeconds;

    /// <summary>When to ask for more time; 0 for half of it.</summary>
    public uint RenewalSeconds;

    /// <summary>When to ask anybody; 0 for seven eighths of it.</summary>
    public uint RebindingSeconds;
}
