// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Caprock.Services.Link;

/// <summary>Routines in assembly.</summary>
internal static unsafe class Native
{
    /// <summary>The time-stamp counter.</summary>
    [RuntimeImport("caprock_read_ticks")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadTicks();

    /// <summary>Puts a random number of the processor somewhere; 0 when it gives none.</summary>
    [RuntimeImport("caprock_random")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern int TryReadRandom(ulong* value);
}
