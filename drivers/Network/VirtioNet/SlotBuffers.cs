// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Drivers.Network.Protocol;

namespace Caprock.Drivers.Network.VirtioNet;

/// <summary>The buffer in each slot.</summary>
[InlineArray(VirtQueue.Slots)]
internal struct SlotBuffers
{
    private PacketBuffer first;
}
