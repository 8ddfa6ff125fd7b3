// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Shell.Editing;

namespace Caprock.Tests.Unit.Shell;

/// <summary>The line that is typed, and what the terminal shows of it.</summary>
public sealed class LineEditorTests
{
    private const string Up = "\e[A";
    private const string Down = "\e[B";
    private const string Right = "\e[C";
    private const string Left = "\e[D";

    [Theory]
    [InlineData("abc", "abc", 3)]
    [InlineData("abc\b", "ab", 2)]
    [InlineData("abc\u007f\u007f\u007f\u007f", "", 0)]
    [InlineData("ac" + Left + "b", "abc", 2)]
    [InlineData("abc" + Left + Left + "\e[3~", "ac", 1)]
    [InlineData("bc\u0001a", "abc", 1)]
    [InlineData("bc\e[Ha\e[Fd", "abcd", 4)]
    [InlineData("bc\e[1~a\e[4~d", "abcd", 4)]
    [InlineData("bc\eOHa\eOFd", "abcd", 4)]
    [InlineData("one two  \u0017", "one ", 4)]
    [InlineData("one two\u0015x", "x", 1)]
    [InlineData("one two\u0001\u000b", "", 0)]
    [InlineData("a" + Left + Left + Left + "b" + Right + Right + Right + "c", "bac", 3)]
    [InlineData("zürich" + Left + Left + Left + Left + Left + "\u007f", "ürich", 0)]
    [InlineData("zürich" + Left + Left + Left + Left + "\u007f", "zrich", 1)]
    public void Keys_edit_the_line(string keys, string line, int column)
    {
        Typist typist = new();

        Assert.Equal(EditorEvent.None, typist.Type(keys));
        Assert.Equal(line, typist.Line);
        Assert.Equal(column, typist.BeforeCursor.Length);
        Assert.Equal("> " + line, typist.Row.ToString());
        Assert.Equal(2 + column, typist.Column);
    }

    [Theory]
    [InlineData("ps\r")]
    [InlineData("ps\n")]
    [InlineData("ps\r\n")]
    public void Each_end_of_a_line_completes_it_once(string keys)
    {
        Typist typist = new();

        Assert.Equal(EditorEvent.Complete, typist.Type(keys));
        Assert.Equal("ps", typist.Completed);
        Assert.Equal("", typist.Line);
    }

    [Fact]
    public void Earlier_lines_come_back_and_the_one_begun_is_not_lost()
    {
        Typist typist = new();
        typist.Type("first\rsecond\rsecond\r\r");

        typist.Type("begun" + Up);
        Assert.Equal("second", typist.Line);
        typist.Type(Up);
        Assert.Equal("first", typist.Line);
        typist.Type(Up);
        Assert.Equal("first", typist.Line);
        typist.Type(Down + Down);
        Assert.Equal("begun", typist.Line);
        typist.Type(Down);
        Assert.Equal("begun", typist.Line);
        Assert.Equal("> begun", typist.Row.ToString());
    }

    [Fact]
    public void An_earlier_line_is_changed_without_changing_the_history()
    {
        Typist typist = new();
        typist.Type("restart fat\r" + Up + "\u0017net\r" + Up + Up);

        Assert.Equal("restart fat", typist.Line);
    }

    [Fact]
    public void Only_the_last_lines_are_kept()
    {
        Typist typist = new();
        for (int i = 0; i < 40; i++)
        {
            typist.Type($"line {i}\r");
        }

        typist.Type(string.Concat(Enumerable.Repeat(Up, 100)));
        Assert.Equal(History.Lines, typist.HistoryCount);
        Assert.Equal($"line {40 - History.Lines}", typist.Line);
    }

    [Fact]
    public void A_line_longer_than_the_terminal_is_scrolled_and_one_longer_than_the_room_is_cut()
    {
        Typist typist = new();
        string text = string.Concat(Enumerable.Range(0, 300).Select(i => (char)('a' + (i % 26))));

        typist.Type(text);
        Assert.Equal(text[..LineText.Bytes], typist.Line);
        Assert.InRange(typist.Row.Length, 70, 79);
        Assert.EndsWith(typist.Line[^30..], typist.Row.ToString(), StringComparison.Ordinal);
        typist.Type("\u0001");
        Assert.StartsWith("> " + text[..70], typist.Row.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, typist.Column);
    }

    [Fact]
    public void Giving_up_and_the_end_of_the_input_are_told()
    {
        Typist typist = new();

        Assert.Equal(EditorEvent.Cancelled, typist.Type("some\u0003"));
        Assert.Equal("", typist.Line);
        Assert.Equal(EditorEvent.None, typist.Type("a\u0001\u0004"));
        Assert.Equal("", typist.Line);
        Assert.Equal(EditorEvent.EndOfInput, typist.Type("\u0004"));
        Assert.Equal(EditorEvent.None, typist.Type("\e[3~"));
        Assert.Equal(EditorEvent.Completion, typist.Type("\t"));
    }

    [Theory]
    [InlineData("\e[999999999999999999999X")]
    [InlineData("\e[1;5A;")]
    [InlineData("\e\e\e[")]
    [InlineData("\eOZ\eQ")]
    public void Sequences_that_mean_nothing_do_nothing_and_end(string sequence)
    {
        Typist typist = new();

        typist.Type(sequence);
        typist.Type("\u0003ok");
        Assert.Equal("ok", typist.Line);
    }

    [Fact]
    public void Whatever_is_typed_the_line_is_text_and_the_terminal_shows_it()
    {
        Random random = new(7);
        byte[] likely = [.. "\e[AD3~\u007f "u8, 0xc3, 0xa4, 0xe2, 0x82, 0xac, 0x80, 0xff];
        for (int round = 0; round < 200; round++)
        {
            Typist typist = new();
            for (int i = 0; i < 400; i++)
            {
                byte value = random.Next(3) == 0 ? (byte)random.Next(256) : likely[random.Next(likely.Length)];
                typist.Type([value]);
                Assert.DoesNotContain(typist.Line, character => char.IsControl(character) || character == '\ufffd');
                Assert.StartsWith(typist.BeforeCursor, typist.Line, StringComparison.Ordinal);
                Assert.InRange(typist.Row.Length, 2, 79);
                Assert.StartsWith("> ", typist.Row.ToString(), StringComparison.Ordinal);
            }

            Assert.InRange(typist.MostOutput, 1, LineEditor.MostOutput);
        }
    }
}
