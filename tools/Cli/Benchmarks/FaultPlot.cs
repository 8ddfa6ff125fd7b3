// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>Draws how long recoveries took: for each component, the share that was through after so many milliseconds.</summary>
internal static class FaultPlot
{
    private const string Title =
        "share of recoveries, against milliseconds from the injection to the second piece copied after the restart";

    private static readonly CurveAxes Axes = new(Height: 400, Right: 220, Least: 10, Greatest: 5000, Most: 1)
    {
        Gridlines = 4, Format = "0 %", Marks = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000],
    };

    /// <summary>The drawing as SVG.</summary>
    public static string Draw(IReadOnlyList<FaultRow> rows)
    {
        var plot = new CurvePlot(Axes, Title);
        var index = 0;
        foreach (var group in rows.GroupBy(row => row.Target).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var times = group.SelectMany(row => row.RecoveryMilliseconds).Order().ToList();
            if (times.Count != 0)
            {
                var points = times.Select((time, place) => ((double)time, (place + 1.0) / times.Count)).GroupBy(point => point.Item1)
                    .Select(same => same.Last());
                plot.Draw($"{group.Key}, {times.Count}", CurvePlot.Colours[index % CurvePlot.Colours.Count], [.. points], hasDots: false);
                index++;
            }
        }

        return plot.Finish();
    }
}
