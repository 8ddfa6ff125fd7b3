// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Tests.Kit;

/// <summary>Looks for what is not there.</summary>
internal static class Table
{
    private static ulong last;

    /// <summary>An entry of a table.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ulong Entry(ReadOnlySpan<byte> table, int index)
    {
        last = 0;
        last = table[index];
        return last + 1;
    }

    /// <summary>Two entries of a table: the compiler has one place for both failures.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ulong Sum(ReadOnlySpan<byte> table, int first, int second)
    {
        last = table[first];
        last += table[second];
        return last;
    }
}
