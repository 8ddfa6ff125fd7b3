// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Drivers.Network.Protocol;

namespace Caprock.Drivers.Network.TransmitVirtualiser;

/// <summary>What each client sends.</summary>
[InlineArray(NetworkLimits.MostClients)]
internal struct Clients
{
    private BufferSink first;
}
