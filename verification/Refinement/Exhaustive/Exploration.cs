// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using Caprock.Verification.Refinement.Histories;

namespace Caprock.Verification.Refinement.Exhaustive;

/// <summary>Explores a configuration breadth first, state by state, until there is nothing new or a limit is reached.</summary>
/// <remarks>States are told apart by the records of the abstract state, hashed to 128 bits.</remarks>
public static class Exploration
{
    private const int MaximumFrontier = 400_000;

    /// <summary>Explores; a history that ends in a difference is made as short as possible, unless that is not wanted.</summary>
    public static ExplorationResult Run(Configuration configuration, TimeSpan limit, bool isShrinking = true)
    {
        using var lockstep = new Lockstep(configuration.Build());
        var clock = Stopwatch.StartNew();
        var origins = new Dictionary<UInt128, (UInt128 From, short Step)>();
        var frontier = new Queue<(Position Position, UInt128 Hash, int Depth)>();
        UInt128 first = lockstep.Records.Hash();
        origins.Add(first, (first, -1));
        frontier.Enqueue((lockstep.Remember(), first, 0));
        long transitions = 0;
        int depth = 0;
        while (frontier.TryDequeue(out var state))
        {
            depth = state.Depth;
            for (int i = 0; i < configuration.Steps.Count; i++)
            {
                lockstep.Return(state.Position);
                if (!lockstep.HasRunner && configuration.Steps[i].Kind != StepKind.Interrupt)
                {
                    continue;
                }

                transitions++;
                if (lockstep.Take(configuration.Steps[i]) is { } difference)
                {
                    var history = HistoryOf(origins, state.Hash, configuration).Append(configuration.Steps[i]).ToList();
                    var (steps, text) = isShrinking ? Shrinker.Shrink(lockstep, history, difference) : (history, difference);
                    return new ExplorationResult(
                        configuration.Name, origins.Count, transitions, depth, false, clock.Elapsed, steps, text);
                }

                UInt128 hash = lockstep.Records.Hash();
                if (origins.TryAdd(hash, (state.Hash, (short)i)) && frontier.Count < MaximumFrontier)
                {
                    frontier.Enqueue((lockstep.Remember(), hash, state.Depth + 1));
                }
            }

            if (clock.Elapsed > limit || frontier.Count == MaximumFrontier)
            {
                return new ExplorationResult(configuration.Name, origins.Count, transitions, depth, false, clock.Elapsed, [], null);
            }
        }

        return new ExplorationResult(configuration.Name, origins.Count, transitions, depth, true, clock.Elapsed, [], null);
    }

    private static IEnumerable<Step> HistoryOf(
        Dictionary<UInt128, (UInt128 From, short Step)> origins, UInt128 hash, Configuration configuration)
    {
        var steps = new Stack<Step>();
        for (var origin = origins[hash]; origin.Step >= 0; origin = origins[origin.From])
        {
            steps.Push(configuration.Steps[origin.Step]);
        }

        return steps;
    }
}
