// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Capabilities;

public readonly unsafe partial struct CNodeCapability
{
    /// <summary>First slot of the CNode.</summary>
    public Slot* Slots => (Slot*)ObjectAddress;

    /// <summary>Number of its slots.</summary>
    public ulong SlotCount => 1UL << (int)Radix;
}
