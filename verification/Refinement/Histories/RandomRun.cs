// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;

namespace Caprock.Verification.Refinement.Histories;

/// <summary>Random histories of one scenario from one seed.</summary>
public static class RandomRun
{
    private const int HistoryLength = 400;

    /// <summary>Runs histories until a number of steps or a time (negative for no limit) is reached, or a difference is found; its history
    /// is made short unless that is not wanted.</summary>
    public static RunResult Run(IScenario scenario, int seed, long steps, TimeSpan limit, bool isShrinking = true)
    {
        using var lockstep = new Lockstep(scenario.Build());
        var clock = Stopwatch.StartNew();
        var random = new Random(seed);
        var history = new List<Step>();
        long done = 0;
        long histories = 0;
        while (done < steps && (limit < TimeSpan.Zero || clock.Elapsed < limit))
        {
            lockstep.Restart();
            history.Clear();
            histories++;
            IReadOnlyList<Step> opening = scenario.Opening(random);
            while (history.Count < HistoryLength
                && (history.Count < opening.Count ? opening[history.Count] : scenario.Next(lockstep.World, random)) is { } step)
            {
                done++;
                history.Add(step);
                if (lockstep.Take(step) is { } difference)
                {
                    var (shortest, text) = isShrinking ? Shrinker.Shrink(lockstep, history, difference) : (history, difference);
                    return new RunResult(scenario.Name, seed, done, histories, clock.Elapsed, shortest, text);
                }
            }
        }

        return new RunResult(scenario.Name, seed, done, histories, clock.Elapsed, [], null);
    }
}
