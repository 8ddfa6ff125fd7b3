// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Drivers.Network.Protocol;

namespace Caprock.Drivers.Network.TransmitVirtualiser;

/// <summary>A number for each client.</summary>
[InlineArray(NetworkLimits.MostClients)]
internal struct Shares
{
    private uint first;
}
