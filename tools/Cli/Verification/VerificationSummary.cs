// SPDX-License-Identifier: BSD-2-Clause
using Spectre.Console;

namespace Caprock.Tools.Cli.Verification;

/// <summary>The table at the end of a verification, and what it comes to in a sentence.</summary>
internal static class VerificationSummary
{
    /// <summary>Prints both.</summary>
    public static void Print(IReadOnlyList<VerificationRow> rows)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("check", "of", "reached")
            .AddColumn(new TableColumn("transitions").RightAligned())
            .AddColumn(new TableColumn("seconds").RightAligned())
            .AddColumn("result");
        foreach (var row in rows)
        {
            table.AddRow(
                row.Kind, Markup.Escape(row.Name), Markup.Escape(row.Reached), row.Transitions == 0 ? "" : $"{row.Transitions:N0}",
                $"{row.Time.TotalSeconds:0}", row.IsGood ? "good" : "BAD");
        }

        AnsiConsole.Write(table);
        Console.WriteLine(Sentence(rows));
    }

    /// <summary>The sums of all rows.</summary>
    public static string Sentence(IReadOnlyList<VerificationRow> rows)
    {
        var parts = new List<string>();
        if (rows.FirstOrDefault(row => row.Kind == "proofs") is { } proofs)
        {
            parts.Add($"{proofs.Proved:N0} statements proved in {proofs.Time.TotalSeconds:0} s");
        }

        if (rows.Any(row => row.Transitions > 0))
        {
            var explored = rows.Where(row => row.Kind == "exhaustive").ToList();
            var pairs = rows.Where(row => row.Kind == "noninterference").ToList();
            var compared = rows.Except(pairs).ToList();
            parts.Add($"{compared.Sum(row => row.Transitions):N0} transitions compared with the specification, in "
                + $"{compared.Sum(row => row.Histories):N0} histories and from {compared.Sum(row => row.States):N0} states");
            parts.Add($"{explored.Count(row => row.IsComplete)} of {explored.Count} configurations to their fixpoint");
            parts.Add($"{pairs.Sum(row => row.Transitions):N0} in {pairs.Sum(row => row.Histories):N0} pairs of runs "
                + "compared with each other");
        }

        if (rows.FirstOrDefault(row => row.Kind == "mutants") is { } mutants)
        {
            parts.Add($"{mutants.Reached} seeded faults found");
        }

        parts.Add($"{rows.Count(row => !row.IsGood)} checks failed");
        return string.Join("; ", parts);
    }
}
