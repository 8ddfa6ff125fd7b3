// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Services.Shell.Editing;
using Caprock.User.Text;

namespace Caprock.Tests.Unit.Shell;

/// <summary>Types at an editor, and shows what a terminal of 80 columns would.</summary>
internal sealed class Typist
{
    private LineEditor editor;

    /// <summary>Begins a line.</summary>
    public Typist() => Show(Output((ref TextBuilder text) => editor.Begin(ref text)));

    private delegate void Writer(ref TextBuilder text);

    /// <summary>The line.</summary>
    public string Line => Encoding.UTF8.GetString(editor.Line);

    /// <summary>What stands before the cursor.</summary>
    public string BeforeCursor => Encoding.UTF8.GetString(editor.BeforeCursor);

    /// <summary>The row of the terminal that the cursor is in.</summary>
    public StringBuilder Row { get; } = new();

    /// <summary>The terminal's cursor.</summary>
    public int Column { get; private set; }

    /// <summary>Most bytes that one byte made.</summary>
    public int MostOutput { get; private set; }

    /// <summary>Lines that can be fetched again.</summary>
    public int HistoryCount => editor.HistoryCount;

    /// <summary>Types text; gives what the editor wanted last that was not nothing.</summary>
    public EditorEvent Type(string text) => Type(Encoding.UTF8.GetBytes(text));

    /// <summary>Types bytes.</summary>
    public EditorEvent Type(ReadOnlySpan<byte> bytes)
    {
        EditorEvent last = EditorEvent.None;
        foreach (byte value in bytes)
        {
            EditorEvent wanted = EditorEvent.None;
            byte[] output = Output((ref TextBuilder screen) => wanted = editor.Feed(value, ref screen));
            MostOutput = Math.Max(MostOutput, output.Length);
            Show(output);
            last = wanted == EditorEvent.None ? last : wanted;
            if (wanted is EditorEvent.Complete or EditorEvent.Cancelled)
            {
                Completed = Line;
                Show(Output((ref TextBuilder screen) => editor.Begin(ref screen)));
            }
        }

        return last;
    }

    /// <summary>The line that was completed last.</summary>
    public string Completed { get; private set; } = "";

    private static byte[] Output(Writer write)
    {
        byte[] buffer = new byte[1024];
        TextBuilder text = new(buffer);
        write(ref text);
        Assert.False(text.IsTruncated);
        return text.Written.ToArray();
    }

    private void Show(byte[] output)
    {
        string text = Encoding.UTF8.GetString(output);
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\r':
                    Column = 0;
                    break;
                case '\n':
                    Row.Clear();
                    break;
                case '\a':
                    break;
                case '\e':
                    i = Control(text, i + 2);
                    break;
                default:
                    Row.Length = Math.Max(Row.Length, Column + 1);
                    Row[Column++] = text[i];
                    break;
            }
        }
    }

    private int Control(string text, int place)
    {
        int number = 0;
        for (; char.IsAsciiDigit(text[place]); place++)
        {
            number = (number * 10) + text[place] - '0';
        }

        if (text[place] == 'K')
        {
            Row.Length = Math.Min(Row.Length, Column);
        }
        else
        {
            Assert.Equal('D', text[place]);
            Column -= number;
        }

        return place;
    }
}
