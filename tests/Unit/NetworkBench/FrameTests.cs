// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Bench.Network.Host;

namespace Caprock.Tests.Unit.NetworkBench;

/// <summary>What the load generator takes for an answer, and what not.</summary>
public sealed class FrameTests
{
    private static readonly byte[] s_card = [2, 1, 2, 3, 4, 5];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(1471)]
    [InlineData(1472)]
    public void A_datagram_is_read_as_it_was_made(int length)
    {
        var data = WebContent.Make(length);

        Assert.True(Frames.IsDatagram(Frames.Datagram(s_card, 5000, 7, data), out var from, out var to, out var received));

        Assert.Equal((5000, 7), (from, to));
        Assert.Equal(data, received.ToArray());
    }

    [Fact]
    public void A_datagram_with_any_wrong_bit_behind_its_cards_is_refused_or_read_differently()
    {
        var frame = Frames.Datagram(s_card, 5000, 7, WebContent.Make(64));
        for (var bit = 12 * 8; bit < frame.Length * 8; bit++)
        {
            frame[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.False(Frames.IsDatagram(frame, out _, out _, out _), $"bit {bit}");

            frame[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Only_a_question_for_the_generator_is_answered()
    {
        var question = Frames.Ask();

        Assert.Null(Frames.AnswerTo(question));
        Assert.Null(Frames.CardIn(question));

        (question[31], question[41]) = (question[41], question[31]);
        var answer = Frames.AnswerTo(question);

        Assert.NotNull(answer);
        Assert.Equal(Frames.OwnCard.ToArray(), answer[6..12]);
        Assert.Equal(2, answer[21]);
    }
}
