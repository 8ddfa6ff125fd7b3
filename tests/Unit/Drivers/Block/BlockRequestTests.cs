// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Drivers.Block.Protocol;

namespace Caprock.Tests.Unit.Drivers.Block;

/// <summary>The bytes of the block protocol.</summary>
public sealed class BlockRequestTests
{
    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(0xffff_ffff_fffful, 0xffff, 0xff_ffff_fffful, 0xffff)]
    [InlineData(0x1234_5678_9abcul, 77, 0x12_3456_7890ul, 0xfedc)]
    public void A_request_has_what_was_put_in(ulong block, uint count, ulong data, ushort id)
    {
        var request = new BlockRequest(BlockCommand.Write, block, count, data, id);

        Assert.Equal((block, count, data), (request.Block, request.Count, request.Data));
        Assert.Equal((id, BlockCommand.Write), (request.Id, request.Command));
    }

    [Fact]
    public void The_bytes_are_those_of_the_README()
    {
        var request = new BlockRequest(BlockCommand.Flush, 0x0000_0605_0403_0201, 0x0807, 0x15_1413_1211, 0x1716);
        var bytes = new byte[16];
        Unsafe.WriteUnaligned(ref bytes[0], request);

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 2], bytes);
        Assert.Equal(16, Unsafe.SizeOf<BlockCompletion>());
    }
}
