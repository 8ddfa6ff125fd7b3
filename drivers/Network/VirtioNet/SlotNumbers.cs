// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Drivers.Network.VirtioNet;

/// <summary>Slots that the device does not have.</summary>
[InlineArray(VirtQueue.Slots)]
internal struct SlotNumbers
{
    private byte first;
}
