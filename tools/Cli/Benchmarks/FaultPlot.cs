// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Text;

namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>Draws how long recoveries took: for each component, the share that was through after so many milliseconds.</summary>
internal static class FaultPlot
{
    private const int Width = 860;
    private const int Height = 400;
    private const int Left = 60;
    private const int Right = 220;
    private const int Top = 30;
    private const int Bottom = 50;
    private const int Least = 10;
    private const int Most = 5000;
    private const int Gridlines = 4;
    private const int LegendLine = 22;

    private static readonly int[] Marks = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
    private static readonly string[] Colours = ["#1b6ca8", "#c4472d", "#2e8b57", "#8a5fbf", "#b8860b", "#4a4a4a", "#d0679d"];

    /// <summary>The drawing as SVG.</summary>
    public static string Draw(IReadOnlyList<FaultRow> rows)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">");
        text.AppendLine(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>");
        DrawAxes(text);
        var index = 0;
        foreach (var group in rows.GroupBy(row => row.Target).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var times = group.SelectMany(row => row.RecoveryMilliseconds).Order().ToList();
            if (times.Count != 0)
            {
                DrawCurve(text, group.Key, times, index);
                index++;
            }
        }

        return text.AppendLine("</svg>").ToString();
    }

    private static void DrawAxes(StringBuilder text)
    {
        for (var i = 0; i <= Gridlines; i++)
        {
            var share = (double)i / Gridlines;
            text.AppendLine(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(share):0.#}\" y2=\"{Y(share):0.#}\" stroke=\"#ddd\"/>");
            text.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{Y(share) + 4:0.#}\" text-anchor=\"end\">{share * 100:0} %</text>");
        }

        foreach (var mark in Marks)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{X(mark):0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{mark}</text>");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"18\">share of recoveries, against milliseconds from the injection to the second piece copied after the restart</text>");
    }

    private static void DrawCurve(StringBuilder text, string name, List<int> times, int index)
    {
        var colour = Colours[index % Colours.Length];
        var points = times.Select((time, place) => (time, Share: (place + 1.0) / times.Count)).GroupBy(point => point.time)
            .Select(group => group.Last());
        var line = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.time):0.#},{Y(point.Share):0.#}")));
        text.AppendLine(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" points=\"{line}\"/>");
        var legend = Top + (index * LegendLine);
        text.AppendLine(CultureInfo.InvariantCulture, $"<line x1=\"{Width - Right + 20}\" x2=\"{Width - Right + 50}\" y1=\"{legend + 6}\" y2=\"{legend + 6}\" stroke=\"{colour}\" stroke-width=\"2\"/>");
        text.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Width - Right + 58}\" y=\"{legend + 10}\">{name}, {times.Count}</text>");
    }

    private static double X(int milliseconds)
    {
        var clamped = Math.Clamp(milliseconds, Least, Most);
        return Left + ((Width - Left - Right) * Math.Log((double)clamped / Least) / Math.Log((double)Most / Least));
    }

    private static double Y(double share) => Height - Bottom - ((Height - Top - Bottom) * share);
}
