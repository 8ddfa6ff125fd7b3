// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;

namespace Caprock.Drivers.Network.Protocol;

/// <summary>What the receive virtualiser answers.</summary>
[Procedures]
public interface IReceiver
{
    /// <summary>
    /// From now on all frames of ARP go to the caller, and to nobody else; false when it is not the last of the clients.
    /// </summary>
    bool TakeArp();
}
