// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Drivers.Block.Virtualiser;

/// <summary>All clients.</summary>
[InlineArray(BlockVirtualiser.MostClients)]
internal struct Clients
{
    private Client first;
}
