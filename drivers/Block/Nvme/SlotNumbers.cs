// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Drivers.Block.Nvme;

/// <summary>Slots that the device does not have.</summary>
[InlineArray(NvmeDriver.Slots)]
internal struct SlotNumbers
{
    private byte first;
}
