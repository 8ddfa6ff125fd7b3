// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Caprock.Tests.NetworkImage;

/// <summary>Routines in assembly.</summary>
internal static unsafe class Native
{
    /// <summary>Bytes of <see cref="Storage"/>.</summary>
    public const ulong StorageBytes = 8 << 20;

    /// <summary>Memory, cleared.</summary>
    [RuntimeImport("network_storage")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern byte* Storage();

    /// <summary>The time-stamp counter: under icount, instructions executed.</summary>
    [RuntimeImport("caprock_read_ticks")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadTicks();
}
