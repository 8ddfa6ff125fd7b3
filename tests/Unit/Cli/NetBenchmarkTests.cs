// SPDX-License-Identifier: BSD-2-Clause
using System.Xml.Linq;
using Caprock.Tools.Cli.Benchmarks;

namespace Caprock.Tests.Unit.Cli;

/// <summary>Table and plot of ./caprock bench net.</summary>
public sealed class NetBenchmarkTests
{
    private static readonly NetRow[] s_rows =
    [
        new("echo", 64, 1, 9_000, 17_000, 1_000, 2_000), new("echo", 64, 128, 3_000, 12_000, 20, 200),
        new("web", 1024, 16, 11_000, 18_000, 150, 200),
    ];

    [Fact]
    public void A_figure_below_that_of_Linux_passes_and_one_above_does_not()
    {
        Assert.False(NetBenchmark.Describe(s_rows).HasExcess);
        Assert.True(NetBenchmark.Describe([.. s_rows, s_rows[0] with { Caprock = 17_001 }]).HasExcess);
    }

    [Fact]
    public void Rows_say_what_was_asked() => Assert.Equal(
        ["UDP echo of 64 bytes, one at a time", "UDP echo of 64 bytes, 128 at once", "HTTP request of 1 KiB, 16 at once"],
        s_rows.Select(row => row.Title));

    [Fact]
    public void A_rate_says_how_many_a_second() =>
        Assert.Equal("UDP echo of 1,472 bytes, 20,000 a second", new NetRow("rate", 1472, 20_000, 1, null, 1, null).Title);

    [Fact]
    public void The_plot_has_a_curve_for_each_size_and_subject()
    {
        var drawing = XDocument.Parse(NetworkPlot.Draw(s_rows));

        Assert.Equal(2, drawing.Descendants().Count(element => element.Name.LocalName == "polyline"));
        Assert.Equal(4, drawing.Descendants().Count(element => element.Name.LocalName == "circle"));
    }
}
