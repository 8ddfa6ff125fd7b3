// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics.CodeAnalysis;

namespace Caprock.Services.Shell.Editing;

/// <summary>The words of a line. Blanks part them, except between quotation marks and behind a backslash.</summary>
public struct Words
{
    /// <summary>Words of a line at most; further ones are counted.</summary>
    public const int Most = WordEnds.Count;

    private LineText text;
    private WordEnds ends;

    /// <summary>Number of words.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a quotation mark is not closed, or a backslash stands at the end.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether the line ends behind a word, so that the next character would begin another.</summary>
    public bool EndsBehindWord { get; private set; }

    /// <summary>A word, without what quotes; empty when there is none.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            if (index < 0 || index >= Math.Min(Count, Most))
            {
                return [];
            }

            return ((Span<byte>)text)[(index == 0 ? 0 : ends[index - 1])..ends[index]];
        }
    }

    /// <summary>Parts a line.</summary>
    public static void Part(ReadOnlySpan<byte> line, out Words words)
    {
        words = default;
        var length = 0;
        var isInWord = false;
        var isQuoted = false;
        for (var i = 0; i < Math.Min(line.Length, LineText.Bytes); i++)
        {
            var value = line[i];
            if (value == (byte)' ' && !isQuoted)
            {
                words.End(isInWord, length);
                isInWord = false;
                continue;
            }

            isInWord = true;
            words.IsOpen = value == (byte)'\\' && i + 1 == line.Length;
            if (value == (byte)'"')
            {
                isQuoted = !isQuoted;
            }
            else if (value != (byte)'\\')
            {
                words.text[length++] = value;
            }
            else if (i + 1 < line.Length)
            {
                words.text[length++] = line[++i];
            }
        }

        words.EndsBehindWord = !isInWord;
        words.End(isInWord, length);
        words.IsOpen |= isQuoted;
    }

    private void End(bool isWord, int length)
    {
        if (!isWord)
        {
            return;
        }

        if (Count < Most)
        {
            ends[Count] = (byte)length;
        }

        Count++;
    }
}
