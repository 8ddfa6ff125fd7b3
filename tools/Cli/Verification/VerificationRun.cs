// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Cli.Verification;

/// <summary>A verification, or a part of one.</summary>
internal static class VerificationRun
{
    /// <summary>Does it, and prints the table.</summary>
    /// <param name="what">proofs, refinement or mutants; null for all of them.</param>
    /// <param name="plan">How much.</param>
    public static IReadOnlyList<VerificationRow> Of(string? what, VerificationPlan plan)
    {
        var rows = new List<VerificationRow>();
        if (what is null or "proofs")
        {
            rows.Add(Proofs.Check());
        }

        if (what != "proofs")
        {
            Refinement.Build();
        }

        if (what is null or "refinement")
        {
            rows.AddRange(Refinement.Run(plan));
        }

        if (what is null or "mutants")
        {
            rows.AddRange(Refinement.RunMutants(plan));
        }

        VerificationSummary.Print(rows);
        return rows;
    }
}
