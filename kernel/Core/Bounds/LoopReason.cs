// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Bounds;

/// <summary>What the number of turns of a loop follows from when it is no constant.</summary>
public enum LoopReason
{
    /// <summary>A stated number.</summary>
    Number,

    /// <summary>Every turn calls a method with a <see cref="CallLimitAttribute"/>.</summary>
    LimitedCall,

    /// <summary>The refills that a scheduling context has room for.</summary>
    Refills,

    /// <summary>The nodes on two right spines of the queue of threads that wait for a refill.</summary>
    ReleaseSpines,
}
