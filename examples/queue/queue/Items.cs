// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Queue;

/// <summary>What the producer writes and the consumer reads.</summary>
internal struct Items
{
    /// <summary>Number of slots.</summary>
    public const int Capacity = 16;

    /// <summary>How many items have been written since the start; item n lies in slot n modulo the capacity.</summary>
    public ulong Written;

    /// <summary>The items.</summary>
    public ItemSlots Slots;
}
