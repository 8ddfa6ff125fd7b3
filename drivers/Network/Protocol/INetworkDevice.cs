// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;

namespace Caprock.Drivers.Network.Protocol;

/// <summary>What a driver of a network device answers.</summary>
[Procedures]
public interface INetworkDevice
{
    /// <summary>The device's address, its first byte in bits 0 to 7.</summary>
    ulong MacAddress();
}
