// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics.CodeAnalysis;

namespace Caprock.Examples.Calculator;

/// <summary>What the person sees: prompt, echo, answers, and lines that others print above the line being typed.</summary>
internal struct Terminal(SerialPort port)
{
    private readonly SerialPort port = port;
    private LineEditor editor = new(LineBuffer.Length);

    /// <summary>The line just completed.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Line => editor.Line;

    /// <summary>Starts a new line with the prompt.</summary>
    public void Prompt()
    {
        editor.Clear();
        port.Write("> "u8);
    }

    /// <summary>Takes a typed character and shows it.</summary>
    public LineEvent Feed(byte character)
    {
        var happened = editor.Feed(character);
        if (happened != LineEvent.None)
        {
            port.Write("\r\n"u8);
        }
        else if (editor.Echo > 0)
        {
            port.Write([(byte)editor.Echo]);
        }

        for (var i = editor.Echo; i < 0; i++)
        {
            port.Write("\b \b"u8);
        }

        return happened;
    }

    /// <summary>Shows a line above the one being typed, which then stands there again.</summary>
    public void PrintAbove(scoped ReadOnlySpan<byte> text)
    {
        port.Write("\r\x1b[K"u8);
        PrintLine(text);
        port.Write("> "u8);
        port.Write(editor.Line);
    }

    /// <summary>Shows a line.</summary>
    public readonly void PrintLine(scoped ReadOnlySpan<byte> text)
    {
        port.Write(text);
        port.Write("\r\n"u8);
    }
}
