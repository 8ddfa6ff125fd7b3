// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using Caprock.User;

namespace Caprock.Tests.Robustness;

/// <summary>A victim: holds a pattern in its memory, and looks after it whenever it is asked.</summary>
internal static class Program
{
    private static Memory memory;

    [RuntimeExport("caprock_main")]
    private static unsafe void Main(StartBlock* start)
    {
        var generation = start->Argument << 32;
        Span<ulong> words = memory;
        Fill(words, generation);
        while (true)
        {
            Kernel.Wait(Layout.VictimQuestion);
            Kernel.Signal(IsIntact(words, generation) ? Layout.VictimIntact : Layout.VictimDamaged);
            generation++;
            Fill(words, generation);
        }
    }

    private static void Fill(Span<ulong> words, ulong generation)
    {
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = Pattern(i, generation);
        }
    }

    private static bool IsIntact(ReadOnlySpan<ulong> words, ulong generation)
    {
        var isIntact = true;
        for (var i = 0; i < words.Length; i++)
        {
            isIntact &= words[i] == Pattern(i, generation);
        }

        return isIntact;
    }

    private static ulong Pattern(int index, ulong generation) => ((ulong)index * 0x9e37_79b9_7f4a_7c15) ^ generation;
}
