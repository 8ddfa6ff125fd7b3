// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using Caprock.Verification.Refinement.Histories;
using Caprock.Verification.Refinement.Records;
using Caprock.Verification.Refinement.Subjects;

namespace Caprock.Verification.Refinement.Isolation;

/// <summary>Pairs of runs in which the watched partition does the same and the hidden one something else: the watched one must see the
/// same in both, after each of its steps.</summary>
public static class IsolationRun
{
    /// <summary>Name for people.</summary>
    public const string Name = "noninterference";

    private const int HistoryLength = 100;

    /// <summary>Runs pairs until a number of steps or a time (negative for no limit) is reached, or a pair differs.</summary>
    public static RunResult Run(int seed, long steps, TimeSpan limit, Sharing sharing = Sharing.Nothing)
    {
        using var one = new PartitionRun(sharing);
        using var two = new PartitionRun(sharing);
        var clock = Stopwatch.StartNew();
        var random = new Random(seed);
        long pairs = 0;
        var history = new List<Step>();
        string? problem = null;
        while (problem == null && one.Steps + two.Steps < steps && (limit < TimeSpan.Zero || clock.Elapsed < limit))
        {
            pairs++;
            problem = RunPair(one, two, random, history);
        }

        return new RunResult(Name, seed, one.Steps + two.Steps, pairs, clock.Elapsed, problem == null ? [] : history, problem);
    }

    /// <summary>What differs for the watched partition, null when nothing does.</summary>
    internal static string? Compare(PartitionRun one, PartitionRun two)
    {
        if (one.CanGoOn != two.CanGoOn)
        {
            return "only in one run the watched partition can go on";
        }

        StateRecords left = one.World.View();
        StateRecords right = two.World.View();
        return left.IsSameAs(right) ? null : string.Join('\n', left.DifferencesFrom(right));
    }

    private static string? RunPair(PartitionRun one, PartitionRun two, Random random, List<Step> history)
    {
        one.Restart();
        two.Restart();
        history.Clear();
        var hiddenOne = new Random(random.Next());
        var hiddenTwo = new Random(random.Next());
        try
        {
            while (true)
            {
                one.GiveTurn(hiddenOne);
                two.GiveTurn(hiddenTwo);
                if (Compare(one, two) is { } difference)
                {
                    return difference + HiddenText("one", one) + HiddenText("the other", two);
                }

                if (!one.CanGoOn || history.Count == HistoryLength)
                {
                    return null;
                }

                Step step = PartitionSteps.Next(random, PartitionWorld.WatchedPriority);
                history.Add(step);
                one.Take(step);
                two.Take(step);
            }
        }
        catch (Exception problem) when (problem is BrokenKernelException or InvalidOperationException or NullReferenceException)
        {
            return "kernel: " + problem.Message;
        }
    }

    private static string HiddenText(string which, PartitionRun run) =>
        $"\nwhile the hidden partition did in {which} run\n  {string.Join("\n  ", run.HiddenSteps)}";
}
