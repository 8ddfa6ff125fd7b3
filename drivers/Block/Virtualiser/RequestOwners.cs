// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Drivers.Block.Virtualiser;

/// <summary>Whose each request at the driver is: from bit 32 the ticket, from 16 the client plus one, then its identifier.</summary>
[InlineArray(BlockVirtualiser.MostRequests)]
internal struct RequestOwners
{
    private ulong first;
}
