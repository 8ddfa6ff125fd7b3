// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Drivers.Block.Virtualiser;

/// <summary>Whose each request at the driver is: client plus one in the upper half, the client's identifier in the lower.</summary>
[InlineArray(BlockVirtualiser.MostRequests)]
internal struct RequestOwners
{
    private uint first;
}
