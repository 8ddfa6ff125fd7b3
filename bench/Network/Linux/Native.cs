// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Caprock.Bench.Network.Linux;

/// <summary>Routines in assembly.</summary>
internal static unsafe class Native
{
    /// <summary>A system call.</summary>
    [RuntimeImport("linux_call")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern long Call(ulong number, ulong first, ulong second, ulong third, ulong fourth, ulong fifth, ulong sixth);

    /// <summary>16 MiB of memory, cleared.</summary>
    [RuntimeImport("linux_storage")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern byte* Storage();
}
