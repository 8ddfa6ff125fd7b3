// SPDX-License-Identifier: BSD-2-Clause
using System.CommandLine;
using Caprock.Tools.Cli.Building;
using Caprock.Tools.Cli.Verification;
using Spectre.Console;

namespace Caprock.Tools.Cli.Commands;

/// <summary>caprock verify: proofs of the specification, and the kernel held against it.</summary>
internal static class VerifyCommand
{
    private static readonly TimeSpan QuickSearch = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan QuickIsolation = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FullSearch = TimeSpan.FromHours(2);
    private static readonly TimeSpan FullIsolation = TimeSpan.FromMinutes(10);

    /// <summary>Describes the verb.</summary>
    public static Command Create()
    {
        var what = new Argument<string?>("WHAT")
        {
            Description = "proofs, refinement or mutants; proofs and refinement without it.",
            Arity = ArgumentArity.ZeroOrOne,
        }.AcceptOnlyFromAmong("proofs", "refinement", "mutants");
        var quick = new Option<bool>("--quick") { Description = "At most 15 minutes on two cores (the default)." };
        var full = new Option<bool>("--full") { Description = "More than four hours: searches of two hours each." };
        var seed = new Option<int>("--seed") { Description = "First seed of the random histories.", DefaultValueFactory = _ => 1 };
        var seconds = new Option<int?>("--seconds") { Description = "Time for the random and for the exhaustive search." };
        var command = new Command(
            "verify", "Check the specification's proofs, and the kernel against the specification: random, exhaustive, noninterference.")
        {
            what, quick, full, seconds, seed,
        };
        command.SetAction(result => Failure.Report(() => Run(
            result.GetValue(what),
            result.GetValue(seconds) is { } given ? TimeSpan.FromSeconds(given) : result.GetValue(full) ? FullSearch : QuickSearch,
            result.GetValue(full) ? FullIsolation : QuickIsolation,
            result.GetValue(seed))));
        return command;
    }

    private static int Run(string? what, TimeSpan search, TimeSpan isolation, int seed)
    {
        if (what == "mutants")
        {
            return RunMutants();
        }

        var rows = new List<VerificationRow>();
        if (what is null or "proofs")
        {
            rows.Add(Proofs.Check());
        }

        if (what is null or "refinement")
        {
            Refinement.Build();
            rows.AddRange(Refinement.Run(seed, search, isolation));
        }

        Print(rows);
        return rows.All(row => row.IsGood) ? 0 : throw new Failure("a proof failed, or kernel and specification differ");
    }

    private static int RunMutants()
    {
        Refinement.Build();
        Step.Run("Building the mutation tool", "dotnet",
            ["build", Repository.Locate("verification", "Mutants", "Mutants.csproj"), "-c", "Release",
                "-v", "q", "-nologo", "-nodeReuse:false"]);
        using var process = System.Diagnostics.Process.Start(
            "dotnet", [Repository.Locate("artifacts", "bin", "Mutants", "release", "Caprock.Verification.Mutants.dll")]);
        process.WaitForExit();
        return process.ExitCode;
    }

    private static void Print(List<VerificationRow> rows)
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
                $"{row.Time.TotalSeconds:0}", row.IsGood ? "good" : "DIFFERENT");
        }

        AnsiConsole.Write(table);
        Console.WriteLine($"{rows.Sum(row => row.Transitions):N0} transitions compared, {rows.Count(row => !row.IsGood)} checks failed");
    }
}
