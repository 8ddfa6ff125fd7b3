// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Text;

namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>Draws what a datagram costs against the number that come at once, Caprock's curves solid and Linux's dashed.</summary>
internal static class NetworkPlot
{
    private const int Width = 860;
    private const int Height = 460;
    private const int Left = 60;
    private const int Right = 260;
    private const int Top = 30;
    private const int Bottom = 50;
    private const int Greatest = 128;
    private const int Gridlines = 5;
    private const int LegendLine = 22;

    private static readonly string[] Colours = ["#1b6ca8", "#2e8b57", "#c4472d"];

    /// <summary>The drawing as SVG.</summary>
    public static string Draw(IReadOnlyList<NetRow> rows)
    {
        var echoes = rows.Where(row => row.Kind == "echo").ToList();
        var most = echoes.Max(row => Math.Max(row.Caprock, row.Linux ?? 0)) * 1.1;
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">");
        text.AppendLine(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>");
        DrawAxes(text, echoes, most);
        var index = 0;
        foreach (var group in echoes.GroupBy(row => row.Bytes))
        {
            DrawCurve(text, $"Caprock, {group.Key:N0} bytes", [.. group.Select(row => (row.Burst, row.Caprock))], most, index, isDashed: false);
            DrawCurve(text, $"Linux, {group.Key:N0} bytes", [.. group.Select(row => (row.Burst, row.Linux ?? 0))], most, index, isDashed: true);
            index++;
        }

        return text.AppendLine("</svg>").ToString();
    }

    private static void DrawAxes(StringBuilder text, List<NetRow> rows, double most)
    {
        for (var i = 0; i <= Gridlines; i++)
        {
            var value = most * i / Gridlines;
            text.AppendLine(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(value, most):0.#}\" y2=\"{Y(value, most):0.#}\" stroke=\"#ddd\"/>");
            text.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{Y(value, most) + 4:0.#}\" text-anchor=\"end\">{value:0}</text>");
        }

        foreach (var burst in rows.Select(row => row.Burst).Distinct())
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{X(burst):0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{burst}</text>");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"18\">guest instructions for a UDP datagram and its answer, against how many come at once</text>");
    }

    private static void DrawCurve(StringBuilder text, string name, (int Burst, ulong Value)[] points, double most, int index, bool isDashed)
    {
        var colour = Colours[index % Colours.Length];
        var dash = isDashed ? " stroke-dasharray=\"6 4\"" : "";
        var line = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.Burst):0.#},{Y(point.Value, most):0.#}")));
        text.AppendLine(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"{dash} points=\"{line}\"/>");
        foreach (var (burst, value) in points)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"<circle cx=\"{X(burst):0.#}\" cy=\"{Y(value, most):0.#}\" r=\"3\" fill=\"{colour}\"/>");
        }

        var legend = Top + (((index * 2) + (isDashed ? 1 : 0)) * LegendLine);
        text.AppendLine(CultureInfo.InvariantCulture, $"<line x1=\"{Width - Right + 20}\" x2=\"{Width - Right + 50}\" y1=\"{legend + 6}\" y2=\"{legend + 6}\" stroke=\"{colour}\" stroke-width=\"2\"{dash}/>");
        text.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Width - Right + 58}\" y=\"{legend + 10}\">{name}</text>");
    }

    private static double X(int burst) => Left + ((Width - Left - Right) * Math.Log2(burst) / Math.Log2(Greatest));

    private static double Y(double value, double most) => Height - Bottom - ((Height - Top - Bottom) * value / most);
}
