// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using Caprock.Verification.Refinement.Histories;
using Caprock.Verification.Refinement.Records;

namespace Caprock.Verification.Refinement.Exhaustive;

/// <summary>Explores a configuration breadth first, state by state, until there is nothing new or a limit is reached.</summary>
/// <remarks>States are told apart by the fingerprint of the abstract state.</remarks>
public sealed class Exploration
{
    private const int MaximumFrontier = 400_000;

    private readonly Configuration configuration;
    private readonly Lockstep lockstep;
    private readonly Symmetry symmetry;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Dictionary<Fingerprint, (Fingerprint From, short Step)> origins = [];
    private readonly Queue<(Position Position, Fingerprint Hash, int Depth)> frontier = new();
    private long transitions;
    private int depth;

    private Exploration(Configuration configuration, Lockstep lockstep)
    {
        this.configuration = configuration;
        this.lockstep = lockstep;
        symmetry = new Symmetry(lockstep.World, configuration.Interchangeable);
    }

    /// <summary>Explores; a history that ends in a difference is made as short as possible, unless that is not wanted.</summary>
    /// <param name="configuration">What to explore.</param>
    /// <param name="limit">The most time, negative for no limit.</param>
    /// <param name="isShrinking">Whether to shorten the history of a difference.</param>
    /// <param name="mostTransitions">The most transitions, to the end of a state.</param>
    public static ExplorationResult Run(
        Configuration configuration, TimeSpan limit, bool isShrinking = true, long mostTransitions = long.MaxValue)
    {
        using var lockstep = new Lockstep(configuration.Build());
        return new Exploration(configuration, lockstep).Run(limit, isShrinking, mostTransitions);
    }

    private ExplorationResult Run(TimeSpan limit, bool isShrinking, long mostTransitions)
    {
        for (int i = 0; i < configuration.Opening.Count; i++)
        {
            if (lockstep.Take(configuration.Opening[i]) is { } difference)
            {
                return Different(configuration.Opening.Take(i + 1), difference, isShrinking);
            }
        }

        Fingerprint first = symmetry.CanonicalOf(lockstep.Records);
        origins.Add(first, (first, -1));
        frontier.Enqueue((lockstep.Remember(), first, 0));
        while (frontier.TryDequeue(out var state))
        {
            depth = state.Depth;
            if (Expand(state) is var (history, difference))
            {
                return Different(history, difference, isShrinking);
            }

            bool isLate = limit >= TimeSpan.Zero && clock.Elapsed > limit;
            if (isLate || transitions > mostTransitions || frontier.Count == MaximumFrontier)
            {
                return new ExplorationResult(configuration.Name, origins.Count, transitions, depth, false, clock.Elapsed, [], null);
            }
        }

        return new ExplorationResult(configuration.Name, origins.Count, transitions, depth, true, clock.Elapsed, [], null);
    }

    /// <summary>Takes every step from a state; the history and text of the first difference, null without one.</summary>
    private (IEnumerable<Step> History, string Difference)? Expand((Position Position, Fingerprint Hash, int Depth) state)
    {
        for (int i = 0; i < configuration.Steps.Count; i++)
        {
            lockstep.Return(state.Position);
            Step step = configuration.Steps[i];
            if (!lockstep.HasRunner && step.Kind != StepKind.Interrupt)
            {
                continue;
            }

            transitions++;
            if (lockstep.Take(step) is { } difference)
            {
                return (configuration.Opening.Concat(HistoryOf(state.Hash)).Append(step), difference);
            }

            Fingerprint hash = symmetry.CanonicalOf(lockstep.Records);
            if (origins.TryAdd(hash, (state.Hash, (short)i)) && frontier.Count < MaximumFrontier)
            {
                frontier.Enqueue((lockstep.Remember(), hash, state.Depth + 1));
            }
        }

        return null;
    }

    private ExplorationResult Different(IEnumerable<Step> history, string difference, bool isShrinking)
    {
        IReadOnlyList<Step> steps = [.. history];
        (steps, difference) = isShrinking ? Shrinker.Shrink(lockstep, steps, difference) : (steps, difference);
        return new ExplorationResult(
            configuration.Name, origins.Count, transitions, depth, false, clock.Elapsed, steps, difference);
    }

    /// <summary>The steps that led to a state. Its origin was the state itself, not a renaming of it: only those are expanded.</summary>
    private IEnumerable<Step> HistoryOf(Fingerprint hash)
    {
        var steps = new Stack<Step>();
        for (var origin = origins[hash]; origin.Step >= 0; origin = origins[origin.From])
        {
            steps.Push(configuration.Steps[origin.Step]);
        }

        return steps;
    }
}
