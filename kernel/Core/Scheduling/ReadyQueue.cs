// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Scheduling;

/// <summary>Ready threads of one domain and priority, in the order in which they run.</summary>
public unsafe struct ReadyQueue
{
    /// <summary>Next to run.</summary>
    public Tcb* Head;

    /// <summary>Last to run.</summary>
    public Tcb* Tail;
}
