// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Drivers.Block.VirtioBlock;

/// <summary>The identifier of the request in each slot, plus one; zero where the device has none.</summary>
[InlineArray(VirtioBlock.Slots)]
internal struct SlotRequests
{
    private uint first;
}
