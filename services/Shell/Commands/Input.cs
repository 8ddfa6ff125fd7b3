// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Shell.Editing;
using Caprock.User.Text;

namespace Caprock.Services.Shell.Commands;

/// <summary>What is typed: a line for the editor, or while a command is at work what is kept for later.</summary>
internal static class Input
{
    private const byte Interrupt = 0x03;

    private static LineEditor editor;
    private static TypedAhead typed;
    private static RowBuffer screen;
    private static RowBuffer moreScreen;
    private static int first;
    private static int count;
    private static bool isBusy;
    private static byte lastTyped;

    /// <summary>Whether the command that is at work was interrupted.</summary>
    public static bool IsInterrupted { get; private set; }

    /// <summary>What stands before the cursor.</summary>
    public static ReadOnlySpan<byte> BeforeCursor => editor.BeforeCursor;

    /// <summary>Asks for a command.</summary>
    public static void Begin()
    {
        isBusy = false;
        IsInterrupted = false;
        var text = new TextBuilder(screen);
        editor.Begin(ref text);
        Terminal.Write(text.Written);
    }

    /// <summary>Goes on with the line that was typed before its completion was asked for.</summary>
    public static void GoOn(scoped ReadOnlySpan<byte> inserted, bool isDrawn)
    {
        isBusy = false;
        IsInterrupted = false;
        var text = new TextBuilder(screen);
        if (!isDrawn)
        {
            editor.Draw(ref text);
            Terminal.Write(text.Written);
        }

        text = new TextBuilder(screen);
        editor.Insert(inserted, ref text);
        Terminal.Write(text.Written);
    }

    /// <summary>Writes a line above the one that is typed.</summary>
    public static void Above(scoped ReadOnlySpan<byte> line)
    {
        var text = new TextBuilder(moreScreen);
        if (!isBusy)
        {
            LineEditor.Hide(ref text);
            Terminal.Write(text.Written);
        }

        Terminal.WriteForeign(line);
        Terminal.Write("\r\n"u8);
        if (!isBusy)
        {
            text = new TextBuilder(moreScreen);
            editor.Draw(ref text);
            Terminal.Write(text.Written);
        }
    }

    /// <summary>Takes what was typed, as far as nothing is at work and the terminal takes what it is shown.</summary>
    public static void Pump()
    {
        while (true)
        {
            TakeIn();
            if (count == 0 || isBusy || Terminal.IsFull)
            {
                return;
            }

            var value = typed[first];
            first = (first + 1) % TypedAhead.Bytes;
            count--;
            Feed(value);
        }
    }

    /// <summary>While a command is at work what does not fit is lost, because an interrupt must get through.</summary>
    private static void TakeIn()
    {
        Span<byte> value = new(ref lastTyped);
        while ((isBusy || count < TypedAhead.Bytes) && Terminal.Read(value) != 0)
        {
            if (isBusy && lastTyped == Interrupt)
            {
                count = 0;
                IsInterrupted = true;
                FileStore.Abandon();
            }
            else if (count < TypedAhead.Bytes)
            {
                typed[(first + count) % TypedAhead.Bytes] = lastTyped;
                count++;
            }
        }
    }

    private static void Feed(byte value)
    {
        var text = new TextBuilder(screen);
        var what = editor.Feed(value, ref text);
        Terminal.Write(text.Written);
        switch (what)
        {
            case EditorEvent.Complete:
                isBusy = true;
                Interpreter.Start(editor.Line);
                break;
            case EditorEvent.Completion:
                isBusy = true;
                Completer.Start();
                break;
            case EditorEvent.Cancelled:
                Begin();
                break;
            case EditorEvent.EndOfInput:
                isBusy = true;
                Interpreter.Start("off"u8);
                break;
            default:
                break;
        }
    }
}
