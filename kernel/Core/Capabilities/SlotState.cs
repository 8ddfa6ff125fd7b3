// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Capabilities;

/// <summary>What a step of a deletion has made of a slot.</summary>
internal enum SlotState
{
    /// <summary>It is empty.</summary>
    Empty,

    /// <summary>It holds a zombie with slots left to clear.</summary>
    HoldsZombie,

    /// <summary>It still holds its capability, whose object is being taken out of use; an interrupt waits.</summary>
    Preempted,
}
