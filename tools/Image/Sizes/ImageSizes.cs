// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;

namespace Caprock.Tools.Image.Sizes;

/// <summary>How much memory each sort of content takes, in bytes.</summary>
/// <param name="Text">Instructions.</param>
/// <param name="ReadOnlyData">Constants.</param>
/// <param name="Unwind">Unwind tables (.eh_frame).</param>
/// <param name="Data">Initialised writable data.</param>
/// <param name="Bss">Zero-filled data, stacks included.</param>
/// <param name="Stack">Distance between the stack symbols, 0 when the image has none.</param>
public sealed record ImageSizes(ulong Text, ulong ReadOnlyData, ulong Unwind, ulong Data, ulong Bss, ulong Stack)
{
    /// <summary>Memory the image takes once loaded.</summary>
    public ulong Total => Text + ReadOnlyData + Unwind + Data + Bss;

    /// <summary>Measures an image by its sections.</summary>
    public static ImageSizes Of(ElfImage image)
    {
        ulong Sum(Func<ElfSection, bool> predicate) =>
            image.Sections.Where(section => section.IsAllocated && predicate(section)).Aggregate(0ul, (sum, section) => sum + section.Size);

        bool IsUnwind(ElfSection section) => section.Name.StartsWith(".eh_frame", StringComparison.Ordinal);
        ElfSymbol? bottom = image.FindSymbol("kernel_stack_bottom");
        ElfSymbol? top = image.FindSymbol("kernel_stack_top");
        return new ImageSizes(
            Sum(section => section.IsExecutable),
            Sum(section => !section.IsExecutable && !section.IsWritable && !IsUnwind(section)),
            Sum(section => !section.IsExecutable && !section.IsWritable && IsUnwind(section)),
            Sum(section => !section.IsExecutable && section.IsWritable && section.Type != ElfSectionType.NoBits),
            Sum(section => !section.IsExecutable && section.IsWritable && section.Type == ElfSectionType.NoBits),
            bottom is { IsDefined: true } && top is { IsDefined: true } && top.Value > bottom.Value ? top.Value - bottom.Value : 0);
    }
}
