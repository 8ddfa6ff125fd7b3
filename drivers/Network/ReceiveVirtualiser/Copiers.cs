// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Drivers.Network.Protocol;

namespace Caprock.Drivers.Network.ReceiveVirtualiser;

/// <summary>What goes to the copier of each client.</summary>
[InlineArray(NetworkLimits.MostClients)]
internal struct Copiers
{
    private BufferSource first;
}
