// SPDX-License-Identifier: BSD-2-Clause
using System.Xml.Linq;
using Caprock.Tools.Cli;
using Caprock.Tools.Cli.Benchmarks;

namespace Caprock.Tests.Unit.Cli;

/// <summary>From the lines a benchmark prints to the table and the plot.</summary>
public sealed class BenchmarkTests
{
    private const string Log =
        "booting\r\nbench call-other-0 178 190 179\r\ngrowth ready-threads 64 300 302 301\r\nbench broken 1 2\r\nbench complete\r\n";

    [Fact]
    public void Lines_of_both_kinds_are_read_and_others_are_not()
    {
        var lines = Measurement.ReadAll(Log);

        Assert.Equal([new Measurement("call-other-0", null, 178, 190, 179), new Measurement("ready-threads", 64, 300, 302, 301)], lines);
    }

    [Fact]
    public void A_line_becomes_the_figure_that_the_reference_names()
    {
        var operations = new Dictionary<string, KernelOperation> { ["call-other-0"] = new("Call", 222, 175) };

        var figure = KernelBenchmark.Figure(Measurement.ReadAll(Log)[0], operations);

        Assert.Equal(new Figure("Call", 179, "instructions", 175, 222), figure);
        Assert.True(figure.IsExcess);
    }

    [Fact]
    public void An_operation_that_the_reference_does_not_name_is_a_failure() =>
        Assert.Throws<Failure>(() => KernelBenchmark.Figure(Measurement.ReadAll(Log)[0], []));

    [Fact]
    public void Sizes_of_objects_come_from_the_generated_header()
    {
        var sizes = new ObjectSizeList("#define seL4_TCBBits 11\n#define seL4_SlotBits 5\nenum { seL4_TCBFlag };\n");

        Assert.Equal((2048ul, 32ul), (sizes.BytesOf("TCB"), sizes.BytesOf("Slot")));
        Assert.Throws<Failure>(() => sizes.BytesOf("Reply"));
    }

    [Theory]
    [InlineData("conformance", 2048)]
    [InlineData("benchmark", 4096)]
    public void Every_profile_has_a_size_for_every_object(string profile, ulong threadBytes)
    {
        var figures = SizeBenchmark.OfObjects(profile, ObjectSizeList.Load(profile)).ToList();

        Assert.Contains(new Figure($"{profile}: thread", threadBytes, "bytes"), figures);
        Assert.Contains(new Figure($"{profile}: tables of an address space of one page", 4 * 4096, "bytes"), figures);
    }

    [Fact]
    public void The_plot_has_a_curve_with_every_point()
    {
        var plot = XDocument.Parse(GrowthPlot.Draw(new Dictionary<string, List<(ulong, ulong)>> { ["a < b"] = [(1, 10), (4096, 20)] }));

        XNamespace svg = "http://www.w3.org/2000/svg";
        Assert.Equal(2, plot.Descendants(svg + "circle").Count());
        Assert.Single(plot.Descendants(svg + "polyline"));
        Assert.Contains(plot.Descendants(svg + "text"), text => text.Value == "a < b");
    }
}
