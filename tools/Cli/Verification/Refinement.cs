// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Caprock.Tools.Cli.Building;

namespace Caprock.Tools.Cli.Verification;

/// <summary>The kernel held against the specification: verification/Refinement and verification/Mutants as
/// processes of their own.</summary>
internal static class Refinement
{
    /// <summary>Builds what is needed.</summary>
    public static void Build()
    {
        Build("the refinement checks", Repository.Locate("verification", "Refinement", "Refinement.csproj"));
        Build("the mutation tool", Repository.Locate("verification", "Mutants", "Mutants.csproj"));
    }

    /// <summary>Runs random histories, explorations and pairs of runs.</summary>
    public static IEnumerable<VerificationRow> Run(VerificationPlan plan)
    {
        (string Mode, TimeSpan Time)[] modes = [("random", plan.Random), ("explore", plan.Exhaustive), ("isolation", plan.Isolation)];
        foreach (var (mode, time) in modes)
        {
            Console.Error.WriteLine($"{mode}, {time.TotalSeconds:0} s ...");
            var rows = Run(Program("Refinement"), [mode, "--seconds", Number(time.TotalSeconds), "--seed", Number(plan.Seed)], mode);
            foreach (var row in rows)
            {
                yield return row;
            }
        }
    }

    /// <summary>Looks for seeded faults.</summary>
    public static IEnumerable<VerificationRow> RunMutants(VerificationPlan plan)
    {
        Console.Error.WriteLine($"{plan.Mutants?.ToString(CultureInfo.InvariantCulture) ?? "all"} seeded faults ...");
        string[] sample = plan.Mutants is { } count ? ["--sample", Number(count)] : [];
        return Run(Program("Mutants"), [.. sample, "--seed", Number(plan.Seed)], "mutants");
    }

    /// <summary>A line of the programs' table.</summary>
    internal static VerificationRow Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var row = document.RootElement;
        var kind = row.GetProperty("kind").GetString()!;
        var name = row.GetProperty("name").GetString()!;
        var time = TimeSpan.FromSeconds(row.GetProperty("seconds").GetDouble());
        var isGood = row.GetProperty("same").GetBoolean();
        if (kind == "mutants")
        {
            return new VerificationRow(kind, name, $"{Long("found")} of {Long("seeded")}", time, isGood);
        }

        if (kind == "explore")
        {
            var isComplete = row.GetProperty("fixpoint").GetBoolean();
            var reached = $"{Long("states"):N0} states, depth {Long("depth")}" + (isComplete ? ", fixpoint" : "");
            return new VerificationRow("exhaustive", name, reached, time, isGood)
            {
                Transitions = Long("transitions"), States = Long("states"), IsComplete = isComplete,
            };
        }

        return new VerificationRow(
            kind == "isolation" ? "noninterference" : kind, name, $"{Long("histories"):N0} histories, seed {Long("seed")}", time, isGood)
        {
            Transitions = Long("transitions"), Histories = Long("histories"),
        };

        long Long(string property) => row.GetProperty(property).GetInt64();
    }

    private static void Build(string title, string project) =>
        Step.Run($"Building {title}", "dotnet", ["build", project, "-c", "Release", "-v", "q", "-nologo", "-nodeReuse:false"]);

    private static string Program(string name) =>
        Repository.Locate("artifacts", "bin", name, "release", $"Caprock.Verification.{name}.dll");

    private static List<VerificationRow> Run(string program, IEnumerable<string> arguments, string kind)
    {
        var table = Path.GetTempFileName();
        var clock = Stopwatch.StartNew();
        try
        {
            using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments, "--table", table]))!;
            process.WaitForExit();
            var rows = File.ReadLines(table).Select(Read).ToList();
            if (process.ExitCode != 0 && rows.All(row => row.IsGood))
            {
                rows.Add(new VerificationRow(kind, "the program itself", $"exit code {process.ExitCode}", clock.Elapsed, false));
            }

            return rows;
        }
        finally
        {
            File.Delete(table);
        }
    }

    private static string Number(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
