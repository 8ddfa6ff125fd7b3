// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Network.Protocol;

namespace Caprock.Examples.Firewall;

/// <summary>A station of one of the networks.</summary>
internal struct Neighbour
{
    /// <summary>Its number in the network; zero in an empty place.</summary>
    public uint Address;

    /// <summary>Its address on the link; zero while it was only asked for.</summary>
    public ulong Station;

    /// <summary>A frame that waits for the answer, where there is one.</summary>
    public PacketBuffer Waiting;
}
