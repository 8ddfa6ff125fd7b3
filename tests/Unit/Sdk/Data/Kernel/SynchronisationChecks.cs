// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;

namespace Caprock.Tests.Unit.Sdk.Data;

/// <summary>Checks that interlocked operations return and leave what they should.</summary>
internal static class SynchronisationChecks
{
    private static ulong s_word = 5;
    private static int s_number = 5;

    /// <summary>Runs them.</summary>
    public static void Run()
    {
        Start.Check(Interlocked.Increment(ref s_word) == 6 && Interlocked.Decrement(ref s_word) == 5, "Increment"u8);
        Start.Check(Interlocked.Add(ref s_number, -7) == -2 && s_number == -2, "Add"u8);
        Start.Check(Interlocked.Exchange(ref s_word, 9) == 5 && s_word == 9, "Exchange"u8);
        Start.Check(Interlocked.CompareExchange(ref s_word, 1, 8) == 9 && s_word == 9, "CompareExchange that does not match"u8);
        Start.Check(Interlocked.CompareExchange(ref s_word, 6, 9) == 9 && s_word == 6, "CompareExchange that matches"u8);
        Start.Check(Interlocked.Or(ref s_word, 9) == 6 && s_word == 15, "Or"u8);
        Start.Check(Interlocked.And(ref s_word, 3) == 15 && s_word == 3, "And"u8);
        Volatile.Write(ref s_number, 12);
        Start.Check(Volatile.Read(ref s_number) == 12, "Volatile"u8);
        Interlocked.MemoryBarrier();
    }
}
