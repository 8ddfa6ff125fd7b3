// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.Sizes;

namespace Caprock.Tests.Unit.Image.Sizes;

/// <summary>Sizes of an image's parts.</summary>
public sealed class ImageSizesTests
{
    [Fact]
    public void Every_sort_of_content_is_counted_once()
    {
        ImageSizes sizes = ImageSizes.Of(ImageBuilder.Build("""
            .global _start
            _start: .skip 100, 0x90
            .section .rodata
            .skip 200
            .data
            .skip 300
            """ + ImageBuilder.KernelStack));
        Assert.Equal(new ImageSizes(100, 200, 0, 300, 4096, 4096), sizes);
        Assert.Equal(4696ul, sizes.Total);
    }

    [Fact]
    public void An_image_without_stack_symbols_has_no_stack_figure() =>
        Assert.Equal(0ul, ImageSizes.Of(ImageBuilder.Build(".global _start\n_start: ret")).Stack);
}
