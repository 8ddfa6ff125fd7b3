// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf.Dwarf;

/// <summary>Which line an instruction comes from: the section '.debug_line'.</summary>
/// <remarks>Source: DWARF 4 and 5, 6.2. Other versions, and units in the 64-bit format, are passed over.</remarks>
public static class LineTable
{
    private const string Section = ".debug_line";
    private const uint WideLength = 0xffff_ffff;
    private const ushort OldestVersion = 2;
    private const ushort NewestVersion = 5;

    /// <summary>The ranges in the order of the section; none when the image has no such section.</summary>
    /// <exception cref="ElfFormatException">The section is not well-formed.</exception>
    public static IReadOnlyList<LineRange> Read(ElfImage image)
    {
        DwarfReader reader = new(image.ContentsOf(Section), Section);
        List<LineRange> ranges = [];
        while (reader.Left > 0)
        {
            uint length = reader.Word();
            if (length == WideLength)
            {
                reader.Skip(reader.Long());
                continue;
            }

            DwarfReader unit = reader.Part(length);
            ushort version = unit.Half();
            if (version is >= OldestVersion and <= NewestVersion)
            {
                LineHeader header = LineHeader.Read(ref unit, version, image);
                new LineProgram(header, ranges).Run(ref unit);
            }
        }

        return ranges;
    }
}
