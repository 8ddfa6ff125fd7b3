// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using Caprock.Tools.Cli.Building;

namespace Caprock.Tools.Cli.Testing;

/// <summary>Runs the tests of one project.</summary>
internal static class TestRun
{
    /// <summary>Runs them, shows each failure, and counts.</summary>
    public static TestCounts Of(string project, string? filter)
    {
        var name = Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(project)!);
        var report = Repository.Locate("artifacts", "test-results", name.Replace('/', '.') + ".trx");
        Directory.CreateDirectory(Path.GetDirectoryName(report)!);
        File.Delete(report);
        var arguments = Arguments(project, report, filter);
        Console.Error.WriteLine($"{name} ...");
        var clock = Stopwatch.StartNew();
        var result = Step.Execute("dotnet", arguments);
        var outcomes = File.Exists(report) ? TestReport.Read(report) : new TestReport(default, []);
        foreach (var failure in outcomes.Failures)
        {
            Console.Error.WriteLine(failure);
        }

        var counts = outcomes.Counts;
        var hasNothingToRun = filter is not null && result.ExitCode == 0;
        if (counts.Failed == 0 && (result.ExitCode != 0 || (counts.Executed == 0 && !hasNothingToRun)))
        {
            // The test host itself failed: nothing it left out may count as passed.
            Console.Error.WriteLine(result.Output.TrimEnd());
            counts += new TestCounts(0, 1, 0);
        }

        if (counts.Failed > 0)
        {
            Console.Error.WriteLine($"To repeat: {Step.CommandLine("dotnet", arguments)}");
        }

        Console.Error.WriteLine($"{name}: {counts} ({clock.Elapsed.TotalSeconds:0} s)");
        return counts;
    }

    private static List<string> Arguments(string project, string report, string? filter)
    {
        List<string> arguments =
        [
            "test", project, "--no-build", "--nologo", "-v", "q", "--results-directory", Path.GetDirectoryName(report)!,
            "--logger", $"trx;LogFileName={Path.GetFileName(report)}",
        ];
        if (filter is not null)
        {
            arguments.AddRange(["--filter", $"FullyQualifiedName~{filter}|DisplayName~{filter}"]);
        }

        return arguments;
    }
}
