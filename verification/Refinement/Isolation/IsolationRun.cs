// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using Caprock.Verification.Refinement.Histories;
using Caprock.Verification.Refinement.Records;

namespace Caprock.Verification.Refinement.Isolation;

/// <summary>Pairs of runs in which the watched partition does the same and the hidden one something else: the watched one must see the
/// same in both, after each of its steps.</summary>
public static class IsolationRun
{
    private const int HistoryLength = 100;
    private const int MostHiddenSteps = 8;
    private const int MostTurns = 40;

    /// <summary>Runs pairs until a time is over or one differs.</summary>
    public static RunResult Run(int seed, TimeSpan limit)
    {
        using var one = new PartitionWorld();
        using var two = new PartitionWorld();
        var clock = Stopwatch.StartNew();
        var random = new Random(seed);
        long steps = 0;
        long pairs = 0;
        var history = new List<Step>();
        while (clock.Elapsed < limit)
        {
            one.Restart();
            two.Restart();
            history.Clear();
            pairs++;
            var hiddenOne = new Random(random.Next());
            var hiddenTwo = new Random(random.Next());
            while (history.Count < HistoryLength)
            {
                bool canOne = GiveTurn(one, hiddenOne, ref steps);
                bool canTwo = GiveTurn(two, hiddenTwo, ref steps);
                string? problem = canOne == canTwo ? null : "only in one run the watched partition can go on";
                problem ??= Compare(one, two);
                if (problem != null)
                {
                    return new RunResult("noninterference", seed, steps, pairs, clock.Elapsed, history, problem);
                }

                if (!canOne)
                {
                    break;
                }

                Step step = PartitionSteps.Next(random);
                history.Add(step);
                one.Take(step);
                two.Take(step);
                steps += 2;
            }
        }

        return new RunResult("noninterference", seed, steps, pairs, clock.Elapsed, [], null);
    }

    private static string? Compare(PartitionWorld one, PartitionWorld two)
    {
        StateRecords left = one.View();
        StateRecords right = two.View();
        return left.IsSameAs(right) ? null : string.Join('\n', left.DifferencesFrom(right));
    }

    /// <summary>Lets the hidden partition run until the watched one has the processor; false when that does not happen.</summary>
    private static bool GiveTurn(PartitionWorld world, Random random, ref long steps)
    {
        for (int turn = 0; turn < MostTurns && !world.Runs(world.Watched); turn++)
        {
            if (!world.Runs(world.Hidden))
            {
                return false;
            }

            world.Take(turn < MostHiddenSteps ? PartitionSteps.Next(random) : Step.Plain(Abi.SystemCall.Yield, 0));
            steps++;
        }

        return world.Runs(world.Watched);
    }
}
