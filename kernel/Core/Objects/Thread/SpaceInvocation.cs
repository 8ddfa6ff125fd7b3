// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Capabilities;

namespace Caprock.Kernel.Objects;

/// <summary>Checked roots for a thread: the capabilities it shall have, and what they are copies of.</summary>
public unsafe struct SpaceInvocation
{
    /// <summary>Root of the capability space.</summary>
    public Capability CSpace;

    /// <summary>Slot it was derived from.</summary>
    public Slot* CSpaceSource;

    /// <summary>Root of the address space.</summary>
    public Capability VSpace;

    /// <summary>Slot it was derived from.</summary>
    public Slot* VSpaceSource;
}
