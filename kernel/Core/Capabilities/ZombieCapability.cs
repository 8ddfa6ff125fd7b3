// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Capabilities;

/// <summary>A container that is being destroyed: its last capability, with the number of slots that are still to be cleared.</summary>
public readonly unsafe partial struct ZombieCapability
{
    /// <summary>Number of capability slots in a thread control block.</summary>
    public const int ThreadSlotCount = 5;

    /// <summary>First slot of the container.</summary>
    public Slot* Slots => IsThread ? &((Tcb*)ObjectAddress)->CSpaceRoot : (Slot*)ObjectAddress;
}
