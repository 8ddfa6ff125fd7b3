// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Entry;

/// <summary>How an invocation ended: an error of the ABI (same numbers as Error), success, or preempted.</summary>
public enum Outcome : ulong
{
    /// <summary>Done; a caller gets its reply.</summary>
    Success = 0,

    /// <summary>A preemption point found an interrupt waiting: the system call is executed again later.</summary>
    Preempted = 0x100,

    /// <summary>Done, and the caller's reply is somebody else's matter (the thread is blocked or gone).</summary>
    NoReply = 0x101,
}
