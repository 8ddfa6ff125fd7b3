// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Network.Protocol;

namespace Caprock.Tests.Unit.Drivers.Network;

public sealed class ChecksumNoteTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(777)]
    [InlineData(1472)]
    public void A_completed_sum_is_the_internet_checksum(int bytes)
    {
        var frame = new byte[42 + bytes];
        new Random(bytes).NextBytes(frame);
        const ushort Pseudo = 0x1234;
        frame[40] = Pseudo >> 8;
        frame[41] = Pseudo & 0xff;
        ChecksumNote.Partial(34, 6).Complete(frame);

        Assert.Equal(0xffff, Sum(frame.AsSpan(34), Pseudo));
    }

    [Fact]
    public void A_sum_of_zero_is_sent_as_ones()
    {
        byte[] frame = [0, 0, 0xff, 0xff, 0, 0];
        ChecksumNote.Partial(2, 2).Complete(frame);
        Assert.Equal([0, 0, 0xff, 0xff, 0xff, 0xff], frame);
    }

    [Theory]
    [InlineData(34, 6, 42, true)]
    [InlineData(34, 6, 41, false)]
    [InlineData(13, 6, 100, false)]
    [InlineData(14, 0, 16, true)]
    [InlineData(14, 0, 15, false)]
    [InlineData(0x7fff, 0xffff, 1514, false)]
    [InlineData(0x7fff, 0xffff, uint.MaxValue, true)]
    public void What_does_not_lie_in_the_frame_is_found(uint start, uint offset, uint length, bool fits) =>
        Assert.Equal(fits, ChecksumNote.Partial(start, offset).FitsIn(length, 14));

    [Fact]
    public void Notes_tell_what_they_were_made_of()
    {
        var note = ChecksumNote.Partial(34, 16);
        Assert.True(note.IsPartial);
        Assert.False(note.IsValid);
        Assert.Equal((34u, 16u), (note.Start, note.Offset));
        Assert.Equal((34u, 16u, true, true), (note.AsValid.Start, note.AsValid.Offset, note.AsValid.IsValid, note.AsValid.IsPartial));
        Assert.False(ChecksumNote.Valid.IsPartial);
        Assert.True(ChecksumNote.Valid.IsValid);
        Assert.True(default(ChecksumNote).FitsIn(0, 14));
    }

    private static int Sum(ReadOnlySpan<byte> bytes, int sum)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            sum += bytes[i] << (i % 2 == 0 ? 8 : 0);
        }

        while (sum > 0xffff)
        {
            sum = (sum & 0xffff) + (sum >> 16);
        }

        return sum;
    }
}
