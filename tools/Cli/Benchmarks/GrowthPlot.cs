// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Security;
using System.Text;

namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>Draws curves over a logarithmic number of things.</summary>
internal static class GrowthPlot
{
    private const int Width = 860;
    private const int Height = 460;
    private const int Left = 60;
    private const int Right = 300;
    private const int Top = 30;
    private const int Bottom = 50;
    private const int Greatest = 4096;
    private const int Gridlines = 5;

    private static readonly string[] Colours = ["#1b6ca8", "#c4472d", "#2e8b57", "#8a5fbf", "#b8860b", "#4a4a4a", "#d0679d"];

    /// <summary>The drawing as SVG: one curve for each name, of points (number, instructions).</summary>
    public static string Draw(IReadOnlyDictionary<string, List<(ulong Number, ulong Value)>> curves)
    {
        var most = curves.Values.SelectMany(points => points).Max(point => point.Value) * 1.1;
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">");
        text.AppendLine(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>");
        DrawAxes(text, most);
        var index = 0;
        foreach (var (name, points) in curves)
        {
            DrawCurve(text, name, points, most, index);
            index++;
        }

        return text.AppendLine("</svg>").ToString();
    }

    private static void DrawAxes(StringBuilder text, double most)
    {
        for (var i = 0; i <= Gridlines; i++)
        {
            var value = most * i / Gridlines;
            text.AppendLine(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(value, most):0.#}\" y2=\"{Y(value, most):0.#}\" stroke=\"#ddd\"/>");
            text.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{Y(value, most) + 4:0.#}\" text-anchor=\"end\">{value:0}</text>");
        }

        for (var number = 1; number <= Greatest; number *= 4)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{X((ulong)number):0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{number}</text>");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"18\">guest instructions, against the number of threads, children or levels</text>");
    }

    private static void DrawCurve(StringBuilder text, string name, List<(ulong Number, ulong Value)> points, double most, int index)
    {
        var colour = Colours[index % Colours.Length];
        var line = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.Number):0.#},{Y(point.Value, most):0.#}")));
        text.AppendLine(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" points=\"{line}\"/>");
        foreach (var (number, value) in points)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"<circle cx=\"{X(number):0.#}\" cy=\"{Y(value, most):0.#}\" r=\"3\" fill=\"{colour}\"/>");
        }

        var legend = Top + (index * 22);
        text.AppendLine(CultureInfo.InvariantCulture, $"<rect x=\"{Width - Right + 20}\" y=\"{legend}\" width=\"12\" height=\"12\" fill=\"{colour}\"/>");
        text.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Width - Right + 38}\" y=\"{legend + 11}\">{SecurityElement.Escape(name)}</text>");
    }

    private static double X(ulong number) => Left + ((Width - Left - Right) * Math.Log2(number) / Math.Log2(Greatest));

    private static double Y(double value, double most) => Height - Bottom - ((Height - Top - Bottom) * value / most);
}
