// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Verification.Refinement.Histories;

/// <summary>How a random run ended.</summary>
public sealed record RunResult(
    string Scenario, int Seed, long Steps, long Histories, TimeSpan Time, IReadOnlyList<Step> History, string? Difference)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        string head = $"{Scenario}, seed {Seed}: {Steps:N0} steps, {Histories:N0} histories, "
            + $"{Time.TotalSeconds:0.0} s, {Steps / Time.TotalSeconds:N0}/s";
        return Difference == null ? head : $"{head}\nDIFFERENCE after\n  {string.Join("\n  ", History)}\n{Difference}";
    }
}
