// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Entry;

/// <summary>What a thread asks of the kernel by a system call: the way in, without fast paths.</summary>
public static unsafe partial class SystemCalls
{
    /// <summary>Serves a system call of the current thread; an unknown number is a fault of the thread.</summary>
    /// <param name="capability">Capability register, as the thread's context also has it.</param>
    /// <param name="info">Message info, as the thread's context also has it.</param>
    /// <param name="number">Which system call.</param>
    /// <param name="nowTicks">The clock.</param>
    /// <returns>The thread that goes on.</returns>
    public static Tcb* Handle(ulong capability, ulong info, long number, ulong nowTicks) =>
        HandleOrdinary(capability, info, number, nowTicks);
}
