// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Drivers.Network.Protocol;

namespace Caprock.Drivers.Network.E1000e;

/// <summary>The buffer in each slot; where it is stands in what is reserved on its way.</summary>
[InlineArray(DescriptorRing.Slots)]
internal struct SlotBuffers
{
    private PacketBuffer first;
}
