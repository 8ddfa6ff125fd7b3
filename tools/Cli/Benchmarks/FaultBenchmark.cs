// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using Caprock.Tools.Cli.Building;
using Caprock.Tools.Emulator;

namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>Spoils code, data, registers and queues of running components, and counts what comes of it.</summary>
internal sealed class FaultBenchmark : IBenchmark
{
    /// <summary>Injections of the short form.</summary>
    public const int FewInjections = 200;

    /// <summary>So many make a plot worth keeping.</summary>
    private const int InjectionsForPlot = 1000;

    private const int MostMinutes = 600;

    /// <inheritdoc/>
    public string Name => "faults";

    /// <inheritdoc/>
    public string Description =>
        "outcomes of random corruption of running drivers, virtualisers and a file server; with many --injections writes docs/faults.svg";

    private static readonly string[] Paths = ["disk", "network"];

    /// <summary>How many faults, half of them in the path to a disk, half in that to a network card.</summary>
    public int Injections { get; set; } = FewInjections;

    /// <summary>Which ones.</summary>
    public int Seed { get; set; } = 1;

    /// <inheritdoc/>
    public Report Measure()
    {
        var program = Build();
        var results = Paths.Select(path => Inject(program, path)).ToList();
        var result = new FaultResult(Seed, results.Sum(part => part.Boots), [.. results.SelectMany(part => part.Rows)]);
        if (Injections >= InjectionsForPlot)
        {
            File.WriteAllText(Repository.Locate("docs", "faults.svg"), FaultPlot.Draw(result.Rows));
        }

        return Describe(result);
    }

    /// <summary>The table of a result. What may not be has zero for its limit.</summary>
    internal static Report Describe(FaultResult result)
    {
        var rows = result.Rows.OrderBy(row => row.Target, StringComparer.Ordinal).ThenBy(row => row.Kind, StringComparer.Ordinal);
        var single = rows.SelectMany(row => row.Counts.Select((count, outcome) =>
            new Figure($"{row.Target}, {row.Kind.ToLowerInvariant()}: {FaultRow.Outcomes[outcome]}", count, "injections")))
            .Where(figure => figure.Value != 0);
        var totals = FaultRow.Outcomes.Select((name, outcome) => new Figure(
            $"all: {name}",
            result.Rows.Aggregate(0ul, (sum, row) => sum + row.Counts[outcome]),
            "injections",
            outcome < FaultRow.Tolerated ? null : 0));
        return new Report(
            "faults",
            $"microkit debug kernel; QEMU {string.Join(' ', QemuMachine.Benchmark.Arguments())}; seed {result.Seed}, {result.Boots} boots",
            [.. single, .. totals]);
    }

    private FaultResult Inject(MeasuringProgram program, string path) => program.Run<FaultResult>(
        $"Injecting {Injections / Paths.Length} faults ({path})", path, Text(Injections / Paths.Length), Text(Seed), Text(MostMinutes));

    /// <summary>Builds the systems and the program that injects; returns the latter.</summary>
    private static MeasuringProgram Build()
    {
        var described = new BuildVariant(Example.DescribedProfile, "debug");
        Builder.BuildProgram(described, "the disk's system", Repository.Locate("bench", "Faults", "System", "faults.csproj"));
        Builder.BuildProgram(described, "the network's system", Repository.Locate("bench", "Faults", "Network", "netfaults.csproj"));
        return new MeasuringProgram("the injector", ["bench", "Faults", "Host", "faultbench.csproj"], "Caprock.Bench.Faults");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
