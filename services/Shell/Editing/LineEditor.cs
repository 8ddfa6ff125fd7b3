// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics.CodeAnalysis;
using Caprock.User.Text;

namespace Caprock.Services.Shell.Editing;

/// <summary>A line that is typed, edited and shown on a terminal of one line: what does not fit the width is scrolled.</summary>
/// <remarks>
/// Knows nothing of devices: what the terminal shall show is written to a builder, at most <see cref="MostOutput"/> bytes for each
/// byte typed.
/// Invariant: 0 &lt;= start &lt;= cursor &lt;= length, each between characters.
/// </remarks>
public struct LineEditor
{
    /// <summary>What the terminal is sent for one byte, at most.</summary>
    public const int MostOutput = 512;

    private const int VisibleColumns = 76;
    private const byte Bell = 0x07;

    private LineText text;
    private LineText draft;
    private History history;
    private KeyReader keys;
    private int length;
    private int cursor;
    private int start;
    private int draftLength;
    private int back;

    /// <summary>The line as far as it is typed, or as it was completed.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Line => ((Span<byte>)text)[..length];

    /// <summary>What stands before the cursor.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> BeforeCursor => ((Span<byte>)text)[..cursor];

    /// <summary>Lines that can be fetched again.</summary>
    public readonly int HistoryCount => history.Count;

    private static ReadOnlySpan<byte> Prompt => "> "u8;

    /// <summary>Begins a line.</summary>
    public void Begin(ref TextBuilder screen)
    {
        length = 0;
        cursor = 0;
        start = 0;
        back = 0;
        Draw(ref screen);
    }

    /// <summary>Takes a byte that was typed.</summary>
    public EditorEvent Feed(byte value, ref TextBuilder screen)
    {
        var key = keys.Feed(value);
        switch (key)
        {
            case Key.None:
                return EditorEvent.None;
            case Key.Character:
                Insert(keys.Character, ref screen);
                return EditorEvent.None;
            case Key.Tab:
                return EditorEvent.Completion;
            case Key.Enter:
                history.Add(Line);
                screen.Append("\r\n"u8);
                return EditorEvent.Complete;
            case Key.Interrupt:
                length = 0;
                cursor = 0;
                screen.Append("^C\r\n"u8);
                return EditorEvent.Cancelled;
            case Key.Delete when length == 0:
                return EditorEvent.EndOfInput;
            case Key.Up or Key.Down:
                Fetch(key == Key.Up ? back + 1 : back - 1, ref screen);
                return EditorEvent.None;
            default:
                Edit(key);
                Draw(ref screen);
                return EditorEvent.None;
        }
    }

    /// <summary>Inserts text at the cursor, as if it were typed; what does not fit is left out.</summary>
    public void Insert(scoped ReadOnlySpan<byte> inserted, ref TextBuilder screen)
    {
        if (inserted.Length > LineText.Bytes - length)
        {
            screen.Append(Bell);
            return;
        }

        for (var i = length - 1; i >= cursor; i--)
        {
            text[i + inserted.Length] = text[i];
        }

        inserted.CopyTo(((Span<byte>)text)[cursor..]);
        length += inserted.Length;
        cursor += inserted.Length;
        if (cursor == length && ColumnsBetween(start, cursor) <= VisibleColumns)
        {
            screen.Append(inserted);
        }
        else
        {
            Draw(ref screen);
        }
    }

    /// <summary>Takes the line away from the terminal, so that something else can be written there.</summary>
    public static void Hide(ref TextBuilder screen) => screen.Append("\r\e[K"u8);

    /// <summary>Shows the line and puts the terminal's cursor where it is.</summary>
    public void Draw(ref TextBuilder screen)
    {
        start = Math.Min(start, cursor);
        while (ColumnsBetween(start, cursor) > VisibleColumns)
        {
            start = After(start);
        }

        var end = start;
        for (var columns = 0; end < length && columns < VisibleColumns; columns++)
        {
            end = After(end);
        }

        screen.Append("\r"u8);
        screen.Append(Prompt);
        screen.Append(((ReadOnlySpan<byte>)text)[start..end]);
        screen.Append("\e[K"u8);
        var left = ColumnsBetween(cursor, end);
        if (left > 0)
        {
            screen.Append("\e["u8);
            screen.AppendDecimal(left);
            screen.Append((byte)'D');
        }
    }

    private void Edit(Key key)
    {
        switch (key)
        {
            case Key.Left:
                cursor = Before(cursor);
                break;
            case Key.Right:
                cursor = After(cursor);
                break;
            case Key.Home:
                cursor = 0;
                break;
            case Key.End:
                cursor = length;
                break;
            case Key.Backspace:
                Erase(Before(cursor), cursor);
                break;
            case Key.Delete or Key.DeleteOnly:
                Erase(cursor, After(cursor));
                break;
            case Key.EraseBefore:
                Erase(0, cursor);
                break;
            case Key.EraseAfter:
                Erase(cursor, length);
                break;
            case Key.EraseWord:
                Erase(WordStart(), cursor);
                break;
        }
    }

    private void Erase(int from, int to)
    {
        for (var i = to; i < length; i++)
        {
            text[from + i - to] = text[i];
        }

        length -= to - from;
        cursor = from;
    }

    /// <summary>Shows an earlier line, or with 0 what was typed before that was asked for.</summary>
    private void Fetch(int lines, ref TextBuilder screen)
    {
        if (lines < 0 || lines > history.Count)
        {
            screen.Append(Bell);
            return;
        }

        if (back == 0)
        {
            Line.CopyTo(draft);
            draftLength = length;
        }

        if (lines == 0)
        {
            ((ReadOnlySpan<byte>)draft)[..draftLength].CopyTo(text);
        }

        length = lines == 0 ? draftLength : history.Copy(lines, text);
        back = lines;
        cursor = length;
        start = 0;
        Draw(ref screen);
    }

    private readonly int WordStart()
    {
        var place = cursor;
        while (place > 0 && text[place - 1] == (byte)' ')
        {
            place--;
        }

        while (place > 0 && text[place - 1] != (byte)' ')
        {
            place--;
        }

        return place;
    }

    private readonly int Before(int place)
    {
        do
        {
            place--;
        }
        while (place > 0 && IsContinuation(place));

        return Math.Max(place, 0);
    }

    private readonly int After(int place)
    {
        do
        {
            place++;
        }
        while (place < length && IsContinuation(place));

        return Math.Min(place, length);
    }

    private readonly int ColumnsBetween(int from, int to)
    {
        var columns = 0;
        for (var i = from; i < to; i++)
        {
            columns += IsContinuation(i) ? 0 : 1;
        }

        return columns;
    }

    private readonly bool IsContinuation(int place) => (text[place] & 0xc0) == 0x80;
}
