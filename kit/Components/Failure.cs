// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Caprock.Kit.Components;

/// <summary>Ends a component that cannot go on.</summary>
public static unsafe class Failure
{
    /// <summary>Stops with a fault; the monitor prints the text and where it was.</summary>
    public static void Stop(ReadOnlySpan<byte> text)
    {
        fixed (byte* first = text)
        {
            Panic(first, (ulong)text.Length);
        }
    }

    [RuntimeImport("corelib_panic")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void Panic(byte* text, ulong length);
}
