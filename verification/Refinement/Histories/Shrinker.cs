// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Verification.Refinement.Histories;

/// <summary>Makes a history that ends in a difference as short as leaving out steps can make it.</summary>
public static class Shrinker
{
    /// <summary>The shortest history found, with the text of its difference.</summary>
    public static (IReadOnlyList<Step> Steps, string Difference) Shrink(Lockstep lockstep, IReadOnlyList<Step> steps, string difference)
    {
        var best = steps.ToList();
        for (int size = Math.Max(1, best.Count / 2); ; size = Math.Max(1, size / 2))
        {
            bool hasShrunk = false;
            for (int from = best.Count - size; from >= 0; from -= size)
            {
                var candidate = best[..from].Concat(best[(from + size)..]).ToList();
                if (Replay(lockstep, candidate) is ({ } found, int length))
                {
                    best = candidate[..length];
                    difference = found;
                    hasShrunk = true;
                    from = Math.Min(from, best.Count);
                }
            }

            if (size == 1 && !hasShrunk)
            {
                return (best, difference);
            }
        }
    }

    /// <summary>Repeats a history; the first difference and the number of steps to it.</summary>
    public static (string? Difference, int Length) Replay(Lockstep lockstep, IReadOnlyList<Step> steps)
    {
        lockstep.Restart();
        for (int i = 0; i < steps.Count && (lockstep.HasRunner || steps[i].Kind == StepKind.Interrupt); i++)
        {
            if (lockstep.Take(steps[i]) is { } difference)
            {
                return (difference, i + 1);
            }
        }

        return (null, 0);
    }
}
