// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Services.Shell.Editing;

namespace Caprock.Tests.Unit.Shell;

/// <summary>What a word can become.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("re", "start", 1, "restart", "trace", "ps")]
    [InlineData("", "", 3, "restart", "trace", "ps")]
    [InlineData("t", "ra", 2, "trace", "transmit", "ps")]
    [InlineData("tra", "", 2, "trace", "transmit", "ps")]
    [InlineData("x", "", 0, "trace", "transmit", "ps")]
    [InlineData("ps", "", 1, "trace", "transmit", "ps")]
    [InlineData("fir", "st\\ note.txt", 1, "first note.txt", "second note.txt", "ps")]
    [InlineData("", "", 2, "é", "è", null)]
    [InlineData("a", "é", 2, "aéx", "aéy", null)]
    public void A_word_goes_on_with_what_all_names_share(string word, string typed, int count, params string?[] names)
    {
        Completion completion = default;
        completion.Begin(Encoding.UTF8.GetBytes(word));
        foreach (string name in names.OfType<string>())
        {
            completion.Offer(Encoding.UTF8.GetBytes(name));
        }

        byte[] room = new byte[400];
        Assert.Equal(typed, Encoding.UTF8.GetString(room[..completion.CopyTyped(room)]));
        Assert.Equal(count, completion.Count);
    }

    [Fact]
    public void What_is_typed_stays_within_the_room()
    {
        Completion completion = default;
        completion.Begin([]);
        completion.Offer(Encoding.UTF8.GetBytes(new string(' ', LineText.Bytes)));

        byte[] room = new byte[15];
        Assert.InRange(completion.CopyTyped(room), 1, room.Length);
    }

    [Fact]
    public void A_name_that_is_too_long_does_not_count()
    {
        Completion completion = default;
        completion.Begin([]);
        completion.Offer(new byte[LineText.Bytes + 1]);

        Assert.Equal(0, completion.Count);
    }
}
