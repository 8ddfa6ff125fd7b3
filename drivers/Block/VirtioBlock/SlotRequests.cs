// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Drivers.Block.VirtioBlock;

/// <summary>The request in each slot: ticket in the upper half, identifier plus one in the lower; zero where there is none.</summary>
[InlineArray(VirtioBlock.Slots)]
internal struct SlotRequests
{
    private ulong first;
}
