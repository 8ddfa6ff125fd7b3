// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;

namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>Draws what a datagram costs against the number that come at once, Caprock's curves solid and Linux's dashed.</summary>
internal static class NetworkPlot
{
    private const string Title = "guest instructions for a UDP datagram and its answer, against how many come at once";

    private static readonly string[] Colours = ["#1b6ca8", "#2e8b57", "#c4472d"];

    /// <summary>The drawing as SVG.</summary>
    public static string Draw(IReadOnlyList<NetRow> rows)
    {
        var echoes = rows.Where(row => row.Kind == "echo").ToList();
        var most = echoes.Max(row => Math.Max(row.Caprock, row.Linux ?? 0)) * 1.1;
        var axes = new CurveAxes(Height: 460, Right: 260, Least: 1, Greatest: 128, most)
        {
            Marks = [.. echoes.Select(row => row.Burst).Distinct()],
        };
        var plot = new CurvePlot(axes, Title);
        var index = 0;
        foreach (var group in echoes.GroupBy(row => row.Bytes))
        {
            var colour = Colours[index % Colours.Length];
            var bytes = string.Create(CultureInfo.InvariantCulture, $"{group.Key:N0} bytes");
            plot.Draw($"Caprock, {bytes}", colour, [.. group.Select(row => ((double)row.Burst, (double)row.Caprock))]);
            plot.Draw($"Linux, {bytes}", colour, [.. group.Select(row => ((double)row.Burst, (double)(row.Linux ?? 0)))], isDashed: true);
            index++;
        }

        return plot.Finish();
    }
}
