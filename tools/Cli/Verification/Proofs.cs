// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using System.Text.RegularExpressions;
using Caprock.Tools.Cli.Building;

namespace Caprock.Tools.Cli.Verification;

/// <summary>The specification's proofs.</summary>
internal static partial class Proofs
{
    // Work per assertion that the solver may do: does not depend on the machine's speed, unlike a time limit.
    private const string ResourceLimit = "30000000";

    // Seconds per assertion; generous, because the limit above decides.
    private const string TimeLimit = "600";

    /// <summary>Looks for assumptions, then has Dafny check every proof.</summary>
    public static VerificationRow Check()
    {
        RefuseAssumptions();
        var clock = Stopwatch.StartNew();
        Environment.SetEnvironmentVariable("DOTNET_ROLL_FORWARD", "Major");
        Step.Run("Restoring Dafny", "dotnet", ["tool", "restore"]);
        Console.Error.WriteLine("Proofs ...");
        var cores = Environment.ProcessorCount.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var result = Step.Execute("dotnet",
            [
                "dafny", "verify", "--cores", cores, "--resource-limit", ResourceLimit, "--verification-time-limit", TimeLimit,
                "--solver-path", SolverPath(), .. Files(),
            ]);
        var verdict = Verdict().Match(result.Output);
        if (!verdict.Success || result.ExitCode != 0)
        {
            Console.Error.WriteLine(result.Output.TrimEnd());
        }

        var verified = verdict.Success ? long.Parse(verdict.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : 0;
        var errors = verdict.Success ? verdict.Groups[2].Value : "?";
        return new VerificationRow("proofs", "specification", $"{verified} verified, {errors} errors", clock.Elapsed, result.ExitCode == 0)
        {
            Proved = verified,
        };
    }

    /// <summary>Lines of the specification that take something for granted.</summary>
    internal static IEnumerable<string> Assumptions() =>
        from file in Files()
        from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
        where Assumption().IsMatch(line.Text)
        select $"{Path.GetRelativePath(Repository.Root, file)}:{line.Number}: {line.Text.Trim()}";

    private static void RefuseAssumptions()
    {
        var found = Assumptions().ToList();
        if (found.Count > 0)
        {
            throw new Failure("the specification takes something for granted:\n" + string.Join('\n', found));
        }
    }

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Repository.Locate("spec"), "*.dfy", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static string SolverPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "z3"))
            .FirstOrDefault(File.Exists)
        ?? throw new Failure("z3 is not installed; to install it: apt-get install -y --no-install-recommends z3");

    [GeneratedRegex(@"finished with (\d+) verified, (\d+) error")]
    private static partial Regex Verdict();

    [GeneratedRegex(@"\bassume\b|\baxiom\b|verify\s+false|\bextern\b")]
    private static partial Regex Assumption();
}
