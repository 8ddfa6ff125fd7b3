// SPDX-License-Identifier: BSD-2-Clause
using System.CommandLine;
using Caprock.Tools.Cli.Benchmarks;

namespace Caprock.Tools.Cli.Commands;

/// <summary>caprock bench: benchmark tables.</summary>
internal static class BenchCommand
{
    private static readonly FaultBenchmark Faults = new();

    private static readonly IReadOnlyList<IBenchmark> Benchmarks =
    [
        new BootBenchmark(), new KernelBenchmark(), new GrowthBenchmark(), new SizeBenchmark(), new WorstBenchmark(),
        new FrameworkBenchmark(),
        new NetBenchmark(), new PolicyBenchmark(), new BlockBenchmark(), Faults,
    ];

    /// <summary>Describes the verb.</summary>
    public static Command Create()
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "Which table; all of them without it. There are: "
                + string.Join("; ", Benchmarks.Select(benchmark => $"{benchmark.Name}: {benchmark.Description}")) + ".",
            Arity = ArgumentArity.ZeroOrOne,
        }.AcceptOnlyFromAmong([.. Benchmarks.Select(benchmark => benchmark.Name)]);
        var json = new Option<string?>("--json") { Description = "Also write the figures to this file." };
        var injections = new Option<int>("--injections")
        {
            Description = "For faults: how many; 20000 are the long form.",
            DefaultValueFactory = _ => FaultBenchmark.FewInjections,
        };
        var seed = new Option<int>("--seed") { Description = "For faults: which ones.", DefaultValueFactory = _ => 1 };
        var command = new Command("bench", "Measure and print benchmark tables. Speed is in guest instructions, repeatable to the digit.")
        {
            name, json, injections, seed,
        };
        command.SetAction(result => Failure.Report(() =>
        {
            Faults.Injections = result.GetValue(injections);
            Faults.Seed = result.GetValue(seed);
            return Run(result.GetValue(name), result.GetValue(json));
        }));
        return command;
    }

    private static int Run(string? name, string? json)
    {
        var reports = Benchmarks.Where(benchmark => name is null || benchmark.Name == name).Select(benchmark => benchmark.Measure())
            .ToList();
        foreach (var report in reports)
        {
            report.Print();
        }

        if (json is not null)
        {
            Report.Write(json, reports);
        }

        return reports.Any(report => report.HasExcess) ? throw new Failure("a figure is over its limit") : 0;
    }
}
