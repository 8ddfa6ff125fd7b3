// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Tests.Kit;

/// <summary>A table that is asked for what it does not have.</summary>
internal static class Table
{
    private static ReadOnlySpan<byte> Small => [1, 2, 3];

    private static ReadOnlySpan<byte> Large => [4, 5, 6, 7, 8, 9, 10, 11];

    /// <summary>An entry of one table.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ulong Entry(int index)
    {
        var doubled = (ulong)index * 2;
        doubled += Small[index];
        return doubled;
    }

    /// <summary>Entries of two tables: the compiler has one place for both failures.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ulong Sum(int small, int large)
    {
        ulong sum = Small[small];
        sum += Large[large];
        return sum;
    }
}
