// SPDX-License-Identifier: BSD-2-Clause
using System.Xml.Linq;
using Caprock.Tools.Cli.Benchmarks;

namespace Caprock.Tests.Unit.Cli;

/// <summary>The table and the plot of the fault campaign.</summary>
public sealed class FaultBenchmarkTests
{
    private static readonly FaultRow s_row = new("disk", "Code", [20, 5, 1, 1, 0, 0], [30, 40, 40, 200, 9000]);

    [Fact]
    public void A_system_that_is_lost_and_memory_that_is_spoilt_elsewhere_are_over_the_limit()
    {
        Assert.False(Describe(s_row).HasExcess);
        Assert.True(Describe(s_row with { Counts = [20, 5, 1, 1, 0, 1] }).HasExcess);
        Assert.True(Describe(s_row with { Counts = [20, 5, 1, 1, 1, 0] }).HasExcess);
    }

    [Fact]
    public void The_table_has_what_happened_and_all_sums()
    {
        var report = Describe(s_row, s_row with { Kind = "Data" });

        Assert.Contains(report.Figures, figure => figure is { Name: "disk, code: recovered", Value: 5 });
        Assert.DoesNotContain(report.Figures, figure => figure.Name == "disk, code: system lost");
        Assert.Contains(report.Figures, figure => figure is { Name: "all: no effect", Value: 40 });
        Assert.Contains(report.Figures, figure => figure is { Name: "all: system lost", Value: 0, Limit: 0 });
    }

    [Fact]
    public void The_plot_has_a_curve_for_each_component_that_recovered()
    {
        var drawing = FaultPlot.Draw([s_row, s_row with { Target = "fat" }, s_row with { Target = "none", RecoveryMilliseconds = [] }]);

        Assert.Equal(2, XDocument.Parse(drawing).Descendants().Count(element => element.Name.LocalName == "polyline"));
        Assert.Contains("fat, 5", drawing, StringComparison.Ordinal);
    }

    private static Report Describe(params FaultRow[] rows) => FaultBenchmark.Describe(new FaultResult(1, 2, rows));
}
