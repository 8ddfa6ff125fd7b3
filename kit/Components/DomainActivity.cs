// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;

namespace Caprock.Kit.Components;

/// <summary>What the monitor tells of a component.</summary>
public struct DomainActivity
{
    /// <summary>What it does.</summary>
    public DomainState State;

    /// <summary>Time it has used. Who else asks the kernel for it takes it from here.</summary>
    public ulong Microseconds;

    /// <summary>How often it was started anew.</summary>
    public ulong Restarts;

    /// <summary>Time since the monitor began.</summary>
    public ulong SystemMicroseconds;
}
