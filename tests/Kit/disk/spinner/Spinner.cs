// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.User;

namespace Caprock.Tests.Kit.Spinner;

/// <summary>
/// Takes the time that nobody wants, and writes down how many ticks of it there were: what it took for a thousand turns when nobody
/// interrupted, for each thousand turns.
/// </summary>
[Component("spinner")]
internal partial struct Spinner
{
    private const ulong Thousand = 1000;

    public static void Init()
    {
        ref var idle = ref Idle.At<ulong>(0);
        var least = ulong.MaxValue;
        ulong turns = 0;
        while (true)
        {
            var start = Kernel.ReadTicks();
            for (ulong i = 0; i < Thousand; i++)
            {
                Volatile.Write(ref idle, turns + i);
            }

            turns += Thousand;
            least = Math.Min(least, Kernel.ReadTicks() - start);
            Volatile.Write(ref Idle.At<ulong>(8), least);
        }
    }
}
