// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Firewall;

/// <summary>A rule about packets that begin something. Of several that fit, the first decides.</summary>
internal struct Rule
{
    /// <summary>What becomes of them.</summary>
    public RuleAction Action;

    /// <summary>From where: the first bits of an address.</summary>
    public uint Source;

    /// <summary>How many bits of it count.</summary>
    public uint SourceBits;

    /// <summary>To where: the first bits of an address.</summary>
    public uint Destination;

    /// <summary>How many bits of it count.</summary>
    public uint DestinationBits;

    /// <summary>The first port of the destination in the upper half, the last one in the lower.</summary>
    public uint Ports;
}
