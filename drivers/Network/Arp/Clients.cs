// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Drivers.Network.Protocol;

namespace Caprock.Drivers.Network.Arp;

/// <summary>The clients, in the order of their Ethernet addresses.</summary>
[InlineArray(NetworkLimits.MostClients)]
internal struct Clients
{
    private Client first;
}
