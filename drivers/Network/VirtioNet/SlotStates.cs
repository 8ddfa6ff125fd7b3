// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Drivers.Network.VirtioNet;

/// <summary>Where the buffer of each slot is.</summary>
[InlineArray(VirtQueue.Slots)]
internal struct SlotStates
{
    private byte first;
}
