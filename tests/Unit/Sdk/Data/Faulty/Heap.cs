// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;

namespace Caprock.Tests.Unit.Sdk.Data;

/// <summary>Uses the heap.</summary>
internal static class Heap
{
    private static Box? s_kept;

    [RuntimeExport("_start")]
    private static int Main()
    {
        if (s_kept is { Number: > 0 } kept)
        {
            return kept.Number;
        }
        s_kept = new Box { Number = 1 };
        return 0;
    }

    private sealed class Box
    {
        public int Number;
    }
}
