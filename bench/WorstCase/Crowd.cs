// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Bench.Kernel;

namespace Caprock.Bench.WorstCase;

/// <summary>Many threads, one for each priority below the root task's.</summary>
internal static class Crowd
{
    private const ulong LongMicroseconds = 1_000_000_000;

    /// <summary>How many there are.</summary>
    public const int Size = (int)World.Priority - 1;

    private static Members members;

    /// <summary>Makes the threads.</summary>
    public static void Initialise()
    {
        for (var i = 0; i < Size; i++)
        {
            members[i] = World.Prepare(false, World.Priority, LongMicroseconds, LongMicroseconds);
        }
    }

    /// <summary>One of them.</summary>
    public static Actor Member(int number) => members[number];

    /// <summary>Lets each run at once until it blocks, then gives it a priority of its own, the lowest first.</summary>
    public static void Queue(ulong entry, ulong argument0, ulong argument1 = 0)
    {
        for (var i = 0; i < Size; i++)
        {
            members[i].SetPriority(World.Priority + 1);
            members[i].Begin(entry, argument0, argument1);
            members[i].SetPriority((ulong)i + 1);
        }
    }

    /// <summary>Stops all.</summary>
    public static void Stop()
    {
        for (var i = 0; i < Size; i++)
        {
            members[i].Stop();
        }
    }

    /// <summary>The threads.</summary>
    [InlineArray(Size)]
    private struct Members
    {
        private Actor first;
    }
}
