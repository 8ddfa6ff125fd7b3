// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Examples.Calculator;

namespace Caprock.Tests.Unit.Calculator;

public class LineEditorTests
{
    [Theory]
    [InlineData("12\r", "12")]
    [InlineData("12\n", "12")]
    [InlineData("123\b4\n", "124")]
    [InlineData("1\u007f\u007f\u007f2\n", "2")]
    [InlineData("abc\u0015z\n", "z")]
    [InlineData("a\u0001\u001bé\n", "a")]
    public void A_line_is_what_was_typed_and_not_erased(string typed, string expected)
    {
        var editor = new LineEditor(8);
        var last = LineEvent.None;
        foreach (var character in Encoding.Latin1.GetBytes(typed))
        {
            Assert.Equal(LineEvent.None, last);
            last = editor.Feed(character);
        }

        Assert.Equal(LineEvent.Complete, last);
        Assert.Equal(expected, Encoding.ASCII.GetString(editor.Line));
    }

    [Fact]
    public void Carriage_return_with_line_feed_ends_one_line()
    {
        var editor = new LineEditor(8);
        Assert.Equal(LineEvent.Complete, editor.Feed((byte)'\r'));
        editor.Clear();
        Assert.Equal(LineEvent.None, editor.Feed((byte)'\n'));
        Assert.Equal(LineEvent.Complete, editor.Feed((byte)'\n'));
    }

    [Fact]
    public void A_line_beyond_the_room_is_refused_whole_and_the_next_one_is_good()
    {
        var editor = new LineEditor(8);
        for (var i = 0; i < 10_000; i++)
        {
            Assert.Equal(LineEvent.None, editor.Feed((byte)'1'));
        }

        Assert.Equal(LineEvent.TooLong, editor.Feed((byte)'\n'));
        editor.Clear();
        editor.Feed((byte)'7');
        Assert.Equal(LineEvent.Complete, editor.Feed((byte)'\n'));
        Assert.Equal("7", Encoding.ASCII.GetString(editor.Line));
    }

    [Fact]
    public void A_line_that_just_fits_is_taken()
    {
        var editor = new LineEditor(3);
        foreach (var character in "123"u8)
        {
            editor.Feed(character);
        }

        Assert.Equal(LineEvent.Complete, editor.Feed((byte)'\n'));
    }

    [Fact]
    public void End_of_transmission_counts_only_at_an_empty_line()
    {
        var editor = new LineEditor(8);
        Assert.Equal(LineEvent.EndOfInput, editor.Feed(4));
        editor.Feed((byte)'1');
        Assert.Equal(LineEvent.None, editor.Feed(4));
    }

    [Fact]
    public void Echo_shows_the_character_or_erases_what_is_gone()
    {
        var editor = new LineEditor(2);
        editor.Feed((byte)'a');
        Assert.Equal('a', editor.Echo);
        editor.Feed((byte)'b');
        editor.Feed((byte)'c');
        Assert.Equal(0, editor.Echo);
        editor.Feed(0x15);
        Assert.Equal(-2, editor.Echo);
        editor.Feed(8);
        Assert.Equal(0, editor.Echo);
    }

    [Fact]
    public void Interrupt_abandons_the_line()
    {
        var editor = new LineEditor(2);
        editor.Feed((byte)'a');
        Assert.Equal(LineEvent.Cancelled, editor.Feed(3));
    }
}
