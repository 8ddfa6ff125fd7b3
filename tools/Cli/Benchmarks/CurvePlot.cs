// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Security;
using System.Text;

namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>A drawing of curves over a logarithmic axis, with a legend at its right.</summary>
internal sealed class CurvePlot
{
    private const int Width = 860;
    private const int Left = 60;
    private const int Top = 30;
    private const int Bottom = 50;
    private const int LegendLine = 22;

    private readonly StringBuilder text = new();
    private readonly CurveAxes axes;
    private int curves;

    /// <summary>Begins one.</summary>
    /// <param name="axes">Its size and its axes.</param>
    /// <param name="title">What is drawn against what.</param>
    public CurvePlot(CurveAxes axes, string title)
    {
        this.axes = axes;
        const string Look = "font-family=\"sans-serif\" font-size=\"12\"";
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {axes.Height}\" {Look}>");
        Add($"<rect width=\"{Width}\" height=\"{axes.Height}\" fill=\"white\"/>");
        for (var i = 0; i <= axes.Gridlines; i++)
        {
            var value = axes.Most * i / axes.Gridlines;
            Add($"<line x1=\"{Left}\" x2=\"{Width - axes.Right}\" y1=\"{Y(value):0.#}\" y2=\"{Y(value):0.#}\" stroke=\"#ddd\"/>");
            var label = value.ToString(axes.Format, CultureInfo.InvariantCulture);
            Add($"<text x=\"{Left - 6}\" y=\"{Y(value) + 4:0.#}\" text-anchor=\"end\">{label}</text>");
        }

        foreach (var mark in axes.Marks)
        {
            Add($"<text x=\"{X(mark):0.#}\" y=\"{axes.Height - Bottom + 18}\" text-anchor=\"middle\">{mark}</text>");
        }

        Add($"<text x=\"{Left}\" y=\"18\">{title}</text>");
    }

    /// <summary>Colours that can be told from each other.</summary>
    public static IReadOnlyList<string> Colours { get; } =
        ["#1b6ca8", "#c4472d", "#2e8b57", "#8a5fbf", "#b8860b", "#4a4a4a", "#d0679d"];

    /// <summary>Draws a curve, and its name in the legend.</summary>
    public void Draw(string name, string colour, IReadOnlyList<(double X, double Y)> points, bool hasDots = true, bool isDashed = false)
    {
        var dash = isDashed ? " stroke-dasharray=\"6 4\"" : "";
        var line = string.Join(' ', points.Select(point => FormattableString.Invariant($"{X(point.X):0.#},{Y(point.Y):0.#}")));
        Add($"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"{dash} points=\"{line}\"/>");
        foreach (var (x, y) in hasDots ? points : [])
        {
            Add($"<circle cx=\"{X(x):0.#}\" cy=\"{Y(y):0.#}\" r=\"3\" fill=\"{colour}\"/>");
        }

        var legend = Top + (curves * LegendLine) + 6;
        var place = Width - axes.Right + 20;
        var end = place + axes.Sample;
        Add($"<line x1=\"{place}\" x2=\"{end}\" y1=\"{legend}\" y2=\"{legend}\" stroke=\"{colour}\" stroke-width=\"2\"{dash}/>");
        Add($"<text x=\"{end + 8}\" y=\"{legend + 4}\">{SecurityElement.Escape(name)}</text>");
        curves++;
    }

    /// <summary>Ends it; the drawing as SVG.</summary>
    public string Finish() => text.AppendLine("</svg>").ToString();

    private void Add(FormattableString line) => text.AppendLine(FormattableString.Invariant(line));

    private double X(double value)
    {
        var clamped = Math.Clamp(value, axes.Least, axes.Greatest);
        return Left + ((Width - Left - axes.Right) * Math.Log(clamped / axes.Least) / Math.Log(axes.Greatest / axes.Least));
    }

    private double Y(double value) => axes.Height - Bottom - ((axes.Height - Top - Bottom) * value / axes.Most);
}
