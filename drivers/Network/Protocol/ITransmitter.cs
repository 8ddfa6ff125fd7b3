// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;

namespace Caprock.Drivers.Network.Protocol;

/// <summary>
/// What a transmit virtualiser answers. It begins as <see cref="INetworkDevice"/> does, so clients use that; the rest is for who exchanges
/// it, and refused to clients.
/// </summary>
[Procedures]
public interface ITransmitter
{
    /// <summary>The caller's address, its first byte in bits 0 to 7.</summary>
    ulong MacAddress();

    /// <summary>Takes the ends of all queues, going on where another virtualiser left off; false when the caller may not say so.</summary>
    bool TakeOver();

    /// <summary>What the device does for its clients: bits of <see cref="NetworkAbilities"/>.</summary>
    ulong Abilities();

    /// <summary>Leaves the ends of all queues, and passes notifications on; false when the caller may not say so.</summary>
    bool HandOver();

    /// <summary>
    /// Says how much of the bandwidth a client gets in relation to the others; false when the virtualiser does not make a difference.
    /// </summary>
    bool SetShare(uint client, uint share);
}
