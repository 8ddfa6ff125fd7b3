// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>Draws curves over a logarithmic number of things.</summary>
internal static class GrowthPlot
{
    /// <summary>The drawing as SVG: one curve for each name, of points (number, instructions).</summary>
    public static string Draw(IReadOnlyDictionary<string, List<(ulong Number, ulong Value)>> curves)
    {
        var most = curves.Values.SelectMany(points => points).Max(point => point.Value) * 1.1;
        var axes = new CurveAxes(Height: 460, Right: 300, Least: 1, Greatest: 4096, most)
        {
            Marks = [1, 4, 16, 64, 256, 1024, 4096], Sample = 12,
        };
        var plot = new CurvePlot(axes, "guest instructions, against the number of threads, children or levels");
        var index = 0;
        foreach (var (name, points) in curves)
        {
            var colour = CurvePlot.Colours[index % CurvePlot.Colours.Count];
            plot.Draw(name, colour, [.. points.Select(point => ((double)point.Number, (double)point.Value))]);
            index++;
        }

        return plot.Finish();
    }
}
