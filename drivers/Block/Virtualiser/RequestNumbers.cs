// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Drivers.Block.Virtualiser;

/// <summary>Identifiers that no request at the driver has.</summary>
[InlineArray(BlockVirtualiser.MostRequests)]
internal struct RequestNumbers
{
    private ushort first;
}
