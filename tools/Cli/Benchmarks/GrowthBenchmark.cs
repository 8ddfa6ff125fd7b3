// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>How the kernel's operations grow with what they work on; writes the plot as well.</summary>
internal sealed class GrowthBenchmark : IBenchmark
{
    private static readonly Dictionary<string, string> Meanings = new()
    {
        ["ready-threads"] = "Yield among ready threads",
        ["endpoint-queue"] = "Joining a queue of senders, and the switch",
        ["waiting-timers"] = "End of a budget, others waiting for theirs",
        ["children-copy"] = "Copying a capability with children",
        ["children-delete"] = "Deleting one child of many",
        ["children-revoke"] = "Revoking children, per child",
        ["cspace-levels"] = "Copying from behind levels of CNodes",
    };

    /// <inheritdoc/>
    public string Name => "growth";

    /// <inheritdoc/>
    public string Description => "the same against the number of threads, timers, children and levels; writes docs/growth.svg";

    /// <inheritdoc/>
    public Report Measure()
    {
        var (variant, machine, log) = KernelBenchmark.Run();
        var lines = Measurement.ReadAll(log).Where(line => line.Number is not null).Select(PerChild)
            .OrderBy(line => line.Name, StringComparer.Ordinal).ToList();
        var curves = lines.GroupBy(line => line.Name).ToDictionary(
            group => Meanings[group.Key], group => group.Select(line => (line.Number!.Value, line.Mean)).ToList());
        File.WriteAllText(Repository.Locate("docs", "growth.svg"), GrowthPlot.Draw(curves));
        return new Report(
            Name,
            KernelBenchmark.Describe(variant, machine),
            [.. lines.Select(line => new Figure($"{Meanings[line.Name]}: {line.Number}", line.Mean, "instructions"))]);
    }

    /// <summary>Revoking is linear in the children, so its figure is the time for each.</summary>
    private static Measurement PerChild(Measurement line) =>
        line.Name == "children-revoke" ? line with { Mean = line.Mean / line.Number!.Value } : line;
}
