// SPDX-License-Identifier: BSD-2-Clause
using System.Text;

namespace Caprock.Kit.Generator.Writing;

/// <summary>Writes lines of C# with the indentation of their blocks.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _needsBlank;
    private bool _begins;

    /// <summary>Writes a line.</summary>
    public void Line(string line)
    {
        if (_needsBlank)
        {
            _text.Append('\n');
        }

        _needsBlank = false;
        _begins = false;
        _text.Append(' ', _depth * 4).Append(line).Append('\n');
    }

    /// <summary>Writes an empty line before the next one, unless a block begins or ends there.</summary>
    public void Blank() => _needsBlank = !_begins;

    /// <summary>Begins a block.</summary>
    public void Open(string? header = null)
    {
        if (header is not null)
        {
            Line(header);
        }

        Line("{");
        _depth++;
        _begins = true;
    }

    /// <summary>Ends a block.</summary>
    public void Close()
    {
        _needsBlank = false;
        _depth--;
        Line("}");
    }

    /// <summary>Writes a documentation comment.</summary>
    public void Summary(string text) => Line($"/// <summary>{Escape(text)}</summary>");

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>Text from a description as one line of XML.</summary>
    private static string Escape(string text)
    {
        StringBuilder escaped = new();
        foreach (char letter in text)
        {
            // Control characters and the separators that end a line of C#.
            bool isOrdinary = !char.IsControl(letter) && !char.IsSurrogate(letter)
                && letter is not ('\u2028' or '\u2029' or '\ufffe' or '\uffff');
            escaped.Append(letter switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => isOrdinary ? letter.ToString() : " " });
        }

        return escaped.ToString();
    }
}
