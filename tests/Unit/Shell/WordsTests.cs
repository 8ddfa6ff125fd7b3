// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Services.Shell.Editing;

namespace Caprock.Tests.Unit.Shell;

/// <summary>The words of a line.</summary>
public sealed class WordsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("ps", "ps")]
    [InlineData("  cat   a.txt  ", "cat|a.txt")]
    [InlineData("cat \"A directory/file\"", "cat|A directory/file")]
    [InlineData("cat A\\ directory/file", "cat|A directory/file")]
    [InlineData("cat a\"b c\"d", "cat|ab cd")]
    [InlineData("cat \\\"a\\\\", "cat|\"a\\")]
    [InlineData("cat \"\"", "cat|")]
    public void Blanks_part_words_unless_they_are_quoted(string line, string expected)
    {
        Words.Part(Encoding.UTF8.GetBytes(line), out Words words);

        Assert.False(words.IsOpen);
        string[] found = new string[words.Count];
        for (int i = 0; i < found.Length; i++)
        {
            found[i] = Encoding.UTF8.GetString(words[i]);
        }

        Assert.Equal(expected.Length == 0 ? [] : expected.Split('|'), found);
    }

    [Theory]
    [InlineData("cat \"a")]
    [InlineData("cat a\\")]
    public void What_is_not_closed_is_told(string line)
    {
        Words.Part(Encoding.UTF8.GetBytes(line), out Words words);

        Assert.True(words.IsOpen);
        Assert.Equal("a", Encoding.UTF8.GetString(words[1]));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("ls", false)]
    [InlineData("ls ", true)]
    [InlineData("ls a\\ ", false)]
    public void The_end_of_a_line_begins_a_word_or_goes_on_with_one(string line, bool isBehind)
    {
        Words.Part(Encoding.UTF8.GetBytes(line), out Words words);

        Assert.Equal(isBehind, words.EndsBehindWord);
    }

    [Fact]
    public void Words_beyond_the_room_are_counted_and_empty()
    {
        Words.Part(Encoding.UTF8.GetBytes("a b c d e f"), out Words words);

        Assert.Equal(6, words.Count);
        Assert.Equal("d", Encoding.UTF8.GetString(words[3]));
        Assert.True(words[4].IsEmpty);
        Assert.True(words[-1].IsEmpty);
    }

    [Fact]
    public void A_line_of_any_bytes_has_words()
    {
        Random random = new(3);
        for (int round = 0; round < 5000; round++)
        {
            byte[] line = new byte[random.Next(300)];
            random.NextBytes(line);
            Words.Part(line, out Words words);
            int bytes = Enumerable.Range(0, Words.Most).Sum(i => words[i].Length);
            Assert.InRange(bytes, 0, Math.Min(line.Length, LineText.Bytes));
        }
    }
}
