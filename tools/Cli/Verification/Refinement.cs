// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Caprock.Tools.Cli.Building;

namespace Caprock.Tools.Cli.Verification;

/// <summary>The kernel held against the specification: verification/Refinement as a process of its own.</summary>
internal static class Refinement
{
    private static readonly string[] Modes = ["random", "explore", "isolation"];

    /// <summary>Builds what is needed.</summary>
    public static void Build() =>
        Step.Run("Building the refinement checks", "dotnet",
            ["build", Repository.Locate("verification", "Refinement", "Refinement.csproj"), "-c", "Release",
                "-v", "q", "-nologo", "-nodeReuse:false"]);

    /// <summary>Runs all modes; random and exhaustive search get the same time.</summary>
    public static IEnumerable<VerificationRow> Run(int seed, TimeSpan search, TimeSpan isolation)
    {
        foreach (var mode in Modes)
        {
            var time = mode == "isolation" ? isolation : search;
            Console.Error.WriteLine($"{mode}, {time.TotalSeconds:0} s ...");
            foreach (var row in Run(mode, seed, time))
            {
                yield return row;
            }
        }
    }

    private static List<VerificationRow> Run(string mode, int seed, TimeSpan time)
    {
        var table = Path.GetTempFileName();
        try
        {
            var program = Repository.Locate("artifacts", "bin", "Refinement", "release", "Caprock.Verification.Refinement.dll");
            using var process = Process.Start(new ProcessStartInfo("dotnet",
            [
                program, mode, "--seconds", Number(time.TotalSeconds), "--seed", Number(seed), "--table", table,
            ]))!;
            process.WaitForExit();
            var rows = File.ReadLines(table).Select(Read).ToList();
            if (process.ExitCode != 0 && rows.All(row => row.IsGood))
            {
                rows.Add(new VerificationRow(mode, "the program itself", $"exit code {process.ExitCode}", 0, time, false));
            }

            return rows;
        }
        finally
        {
            File.Delete(table);
        }
    }

    private static string Number(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    private static VerificationRow Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var row = document.RootElement;
        var kind = row.GetProperty("kind").GetString()!;
        var reached = kind == "explore"
            ? $"{row.GetProperty("states").GetInt64():N0} states, depth {row.GetProperty("depth").GetInt64()}"
                + (row.GetProperty("fixpoint").GetBoolean() ? ", fixpoint" : "")
            : $"{row.GetProperty("histories").GetInt64():N0} histories, seed {row.GetProperty("seed").GetInt32()}";
        return new VerificationRow(
            kind == "explore" ? "exhaustive" : kind == "isolation" ? "noninterference" : kind,
            row.GetProperty("name").GetString()!,
            reached,
            row.GetProperty("transitions").GetInt64(),
            TimeSpan.FromSeconds(row.GetProperty("seconds").GetDouble()),
            row.GetProperty("same").GetBoolean());
    }
}
