// SPDX-License-Identifier: BSD-2-Clause
using System;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Caprock.Tests.Unit.Sdk.Data;

/// <summary>A component that adds up what it finds in its read-only data and leaves the sum in its data.</summary>
internal static unsafe class Program
{
    private static ulong s_sum;
    private static uint s_seed = 40 + 2;

    private static ReadOnlySpan<ulong> Primes => [2, 3, 5, 7, 11, 13];

    [RuntimeExport("component_main")]
    private static void Main(ulong* block)
    {
        foreach (byte letter in "seven letters"u8)
        {
            s_sum += letter;
        }

        foreach (ulong prime in Primes)
        {
            s_sum += prime;
        }

        s_sum += s_seed++;
        *block = s_sum;
    }

    [RuntimeExport("corelib_panic")]
    private static void Panic(byte* text, ulong length) => Stop();

    [RuntimeImport("component_stop")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void Stop();
}
