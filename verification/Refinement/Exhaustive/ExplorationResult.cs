// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Verification.Refinement.Histories;

namespace Caprock.Verification.Refinement.Exhaustive;

/// <summary>How far an exploration came.</summary>
public sealed record ExplorationResult(
    string Name, long States, long Transitions, int Depth, bool IsComplete, TimeSpan Time, IReadOnlyList<Step> History, string? Difference)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        string head = $"{Name}: {States:N0} states, {Transitions:N0} transitions, depth {Depth}{(IsComplete ? ", fixpoint" : "")}, "
            + $"{Time.TotalSeconds:0.0} s, {Transitions / Time.TotalSeconds:N0}/s";
        return Difference == null ? head : $"{head}\nDIFFERENCE after\n  {string.Join("\n  ", History)}\n{Difference}";
    }
}
