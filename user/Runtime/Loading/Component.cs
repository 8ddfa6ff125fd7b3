// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.User.Loading;

/// <summary>A component that has been built: the slots, in the root task's capability space, of what it consists of.</summary>
public struct Component
{
    /// <summary>Its address space.</summary>
    public Pml4 Space;

    /// <summary>Frame of its IPC buffer and start block.</summary>
    public Page StartPage;

    /// <summary>Its capability space.</summary>
    public CNode CNode;

    /// <summary>Its thread.</summary>
    public Tcb Thread;

    /// <summary>Its scheduling context.</summary>
    public SchedContext SchedContext;

    /// <summary>First instruction.</summary>
    public ulong Entry;
}
