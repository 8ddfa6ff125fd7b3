// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Drivers.Network.Protocol;
using Caprock.Kit.Components;

namespace Caprock.Drivers.Network.TransmitVirtualiser;

/// <summary>Where the frames of each client lie.</summary>
[InlineArray(NetworkLimits.MostClients)]
internal struct ClientData
{
    private Region first;
}
