// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Firewall;

/// <summary>Something that goes on between an address of the inner network and one of the outer.</summary>
internal struct Flow
{
    /// <summary>The address of the inner network.</summary>
    public uint Inside;

    /// <summary>The address of the outer network.</summary>
    public uint Outside;

    /// <summary>The inner port in the upper half, the outer one in the lower.</summary>
    public uint Ports;

    /// <summary>When it is over, unless there is another packet; zero in an empty place.</summary>
    public uint Expires;

    /// <summary>What the filter remembers of it.</summary>
    public uint State;

    /// <summary>Whether its first packet came from the inner network.</summary>
    public bool BeganInside;
}
