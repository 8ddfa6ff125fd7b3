// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Caprock.User;

/// <summary>The assembly routines below every system call.</summary>
internal static unsafe class SystemCallStub
{
    /// <summary>Executes one system call; words are the four message registers, in and out.</summary>
    [RuntimeImport("caprock_system_call")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern ulong Execute(
        long number, ulong capability, ulong info, ulong* words, ulong reply, ulong* badge, ulong destination);

    /// <summary>Reads the time-stamp counter.</summary>
    [RuntimeImport("caprock_read_ticks")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern ulong ReadTicks();

    /// <summary>Executes an undefined instruction, so that the fault handler sees where.</summary>
    [RuntimeImport("caprock_stop")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern void Stop();
}
