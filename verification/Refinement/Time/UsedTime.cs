// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Verification.Refinement.Time;

/// <summary>When something ran, and how long in any window.</summary>
public sealed class UsedTime
{
    private readonly Queue<(ulong Begin, ulong End)> runs = new();

    /// <summary>Adds a run, later than all before it.</summary>
    /// <returns>The sum of what was used in the window of this length that ends with it: one that ends with a run has the most.</returns>
    public ulong Add(ulong begin, ulong end, ulong window)
    {
        ulong from = end > window ? end - window : 0;
        while (runs.TryPeek(out (ulong Begin, ulong End) first) && first.End <= from)
        {
            runs.Dequeue();
        }

        runs.Enqueue((begin, end));
        ulong sum = 0;
        foreach ((ulong Begin, ulong End) run in runs)
        {
            sum += run.End - Math.Max(run.Begin, from);
        }

        return sum;
    }
}
