// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net;
using Caprock.Tests.Unit.Net.Support;

namespace Caprock.Tests.Unit.Net;

public sealed unsafe class ChecksumTests
{
    [Fact]
    public void The_sum_is_that_of_the_text_book_for_all_lengths_and_alignments()
    {
        var random = new Random(1);
        var data = new byte[2048];
        var copy = new byte[2048];
        for (var length = 0; length < 1600; length++)
        {
            random.NextBytes(data);
            if (length % 3 == 0)
            {
                data.AsSpan().Fill(0xff);
            }

            var start = length % 9;
            fixed (byte* at = data, to = copy)
            {
                var expected = Packets.InternetChecksum(data.AsSpan(start, length));
                Assert.Equal(expected, Swap(Checksum.Finish(Checksum.Add(0, at + start, length))));
                Assert.Equal(expected, Swap(Checksum.Finish(Checksum.CopyAndAdd(0, to + 3, at + start, length))));
                Assert.Equal(data.AsSpan(start, length), copy.AsSpan(3, length));
            }
        }
    }

    [Fact]
    public void Parts_add_up_also_when_one_starts_at_an_odd_place()
    {
        var random = new Random(2);
        var data = new byte[500];
        random.NextBytes(data);
        for (var split = 0; split <= data.Length; split++)
        {
            fixed (byte* at = data)
            {
                var first = Checksum.Add(0, at, split);
                var second = Checksum.Add(0, at + split, data.Length - split);
                second = (split & 1) != 0 ? Checksum.AtOddPlace(second) : second;
                Assert.Equal(Packets.InternetChecksum(data), Swap(Checksum.Finish(first + second)));
            }
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0xffff, 0xffff)]
    [InlineData(0x10000, 1)]
    [InlineData(0xffff_ffff_ffff_ffff, 0xffff)]
    [InlineData(0x1_0000_0000_0000, 1)]
    [InlineData(0xfffe_ffff_fffe_ffff, 0xfffd)]
    public void Folding_keeps_the_value_modulo_65535(ulong sum, int folded) => Assert.Equal(folded, Checksum.Fold(sum));

    private static int Swap(ushort value) => (ushort)((value << 8) | (value >> 8));
}
