// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using System.Threading;

namespace Caprock.Tests.Containment;

/// <summary>Uses up what it has, and then fails all the time, so that others are busy with its faults.</summary>
internal static unsafe class ExhaustionAttack
{
    private const ulong StackAttempts = 4;
    private const ulong ArenaAttempts = 8;

    private static ulong depth;

    /// <summary>Stack, arena, faults.</summary>
    public static void Run()
    {
        var orders = Attacker.Orders;
        while (orders->Next < orders->Count)
        {
            var attempt = orders->Next;
            orders->Next++;
            orders->Attempts++;
            if (attempt < StackAttempts)
            {
                depth += Sink(attempt);
            }
            else if (attempt < ArenaAttempts)
            {
                Arena.Array<ulong>(1 << 20)[0] = attempt;
            }
            else
            {
                Volatile.Write(ref *(ulong*)(attempt & 0xff8), attempt);
            }

            orders->Breaches++;
            orders->LastBreach = attempt;
        }
    }

    /// <summary>Calls itself for as long as there is stack.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Sink(ulong value)
    {
        Volatile.Write(ref depth, depth + 1);
        return value == ulong.MaxValue ? value : Sink(value + 1) + Volatile.Read(ref depth);
    }
}
