// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Drivers.Network.Protocol;

namespace Caprock.Drivers.Network.VirtioNet;

/// <summary>The buffer that the device has in each slot; of length zero where it has none.</summary>
[InlineArray(VirtQueue.Slots)]
internal struct SlotBuffers
{
    private PacketBuffer first;
}
