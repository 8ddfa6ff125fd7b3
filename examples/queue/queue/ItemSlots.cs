// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Examples.Queue;

/// <summary>Room for the items of the queue.</summary>
[InlineArray(Items.Capacity)]
internal struct ItemSlots
{
    private ulong first;
}
