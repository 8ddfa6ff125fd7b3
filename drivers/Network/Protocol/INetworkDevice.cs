// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;

namespace Caprock.Drivers.Network.Protocol;

/// <summary>What a driver of a network device answers.</summary>
[Procedures]
public interface INetworkDevice
{
    /// <summary>The device's address, its first byte in bits 0 to 7.</summary>
    ulong MacAddress();

    /// <summary>
    /// From now on the caller hears of frames that were sent, in the place of the transmitter before it; false when it is none.
    /// </summary>
    bool TakeOver();

    /// <summary>What the device does for its clients: bits of <see cref="NetworkAbilities"/>.</summary>
    ulong Abilities();
}
