// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Security;
using System.Text;

namespace Caprock.Kit.Description.Reports;

/// <summary>Writes the few shapes of a picture.</summary>
internal sealed class SvgText
{
    private readonly StringBuilder _text = new();

    /// <summary>A box with lines of text, the first of which is bold; the tip appears under the pointer.</summary>
    public void Box(int x, int y, int width, int height, string style, string tip, params string[] lines)
    {
        Line(
            $"<g class=\"{style}\"><title>{Escape(tip)}</title><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"4\"/>");
        for (int index = 0; index < lines.Length; index++)
        {
            if (lines[index].Length > 0)
            {
                Text(x + 8, y + 18 + (index * 15), index == 0 ? "name" : "detail", lines[index]);
            }
        }

        Line("</g>");
    }

    /// <summary>A piece of text.</summary>
    public void Text(int x, int y, string style, string text) => Line($"<text x=\"{x}\" y=\"{y}\" class=\"{style}\">{Escape(text)}</text>");

    /// <summary>A curve with an arrow at its end, or at both.</summary>
    public void Curve(string path, string style, string tip) =>
        Line($"<path d=\"{path}\" class=\"{style}\"><title>{Escape(tip)}</title></path>");

    /// <summary>A filled square.</summary>
    public void Square(int x, int y, int size, string style, string tip) =>
        Line($"<rect x=\"{x}\" y=\"{y}\" width=\"{size}\" height=\"{size}\" class=\"{style}\"><title>{Escape(tip)}</title></rect>");

    /// <summary>The picture.</summary>
    public string Finish(int width, int height, string header)
    {
        string size = string.Create(
            CultureInfo.InvariantCulture,
            $"width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\"");
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" {size}>\n{header}{_text}</svg>\n";
    }

    private void Line(string line) => _text.Append(line).Append('\n');

    /// <summary>Text without markup, and without letters that XML cannot have.</summary>
    private static string Escape(string text) =>
        SecurityElement.Escape(string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter))) ?? "";
}
