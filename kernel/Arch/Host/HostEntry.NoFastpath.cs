// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Entry;

namespace Caprock.Kernel.Arch.Host;

/// <summary>What the image's system-call stub does once the registers are saved (Asm/NoFastpath).</summary>
public static class HostEntry
{
    /// <summary>Without effect: all system calls take the ordinary path.</summary>
    public static bool IsOrdinary { get; set; }

    /// <summary>Whether the build has fast paths.</summary>
    public static bool HasFastpath => false;

    /// <summary>How many system calls a fast path has served.</summary>
    public static long FastCount => 0;

    /// <summary>Serves a system call of the current thread.</summary>
    public static unsafe void SystemCall(long number)
    {
        X64UserContext* context = &HostMachine.State->CurrentThread->Context;
        _ = SystemCalls.Handle(context->Rdi, context->Rsi, number, HostMachine.ReadTicks()); // Ignored: the current thread.
    }
}
