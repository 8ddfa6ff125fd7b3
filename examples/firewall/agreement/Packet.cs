// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Firewall;

/// <summary>What a filter gets to know of a packet. Addresses and ports are numbers, not as they lie in the packet.</summary>
internal struct Packet
{
    /// <summary>From where.</summary>
    public uint Source;

    /// <summary>To where.</summary>
    public uint Destination;

    /// <summary>The source's port in the upper half, the destination's in the lower; of an echo its identifier in both.</summary>
    public uint Ports;

    /// <summary>Flags of TCP; type of ICMP.</summary>
    public uint Detail;

    /// <summary>The time.</summary>
    public uint Seconds;

    /// <summary>Whether it comes from the inner network.</summary>
    public bool IsFromInside;
}
