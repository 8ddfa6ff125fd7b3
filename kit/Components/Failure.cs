// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using System.Runtime.CompilerServices;
using Caprock.Kit.Description.Format;

namespace Caprock.Kit.Components;

/// <summary>Ends a component that cannot go on.</summary>
public static unsafe class Failure
{
    /// <summary>Stops with a fault; the monitor prints the text and where it was.</summary>
    /// <remarks>The loop is never reached; without it the call could become a jump, and the monitor would not find the caller.</remarks>
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Stop(ReadOnlySpan<byte> text, [CallerLineNumber] int line = 0)
    {
        fixed (byte* first = text)
        {
            Fail(first, (ulong)text.Length, (ulong)line, FailureMark.Value);
        }

        while (true)
        {
        }
    }

    [RuntimeImport("caprock_fail")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void Fail(byte* text, ulong length, ulong line, ulong mark);
}
