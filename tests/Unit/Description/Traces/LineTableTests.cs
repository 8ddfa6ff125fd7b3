// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;
using Caprock.Kit.Elf.Dwarf;

namespace Caprock.Tests.Unit.Description.Traces;

/// <summary>Lines of instructions.</summary>
public sealed class LineTableTests
{
    private const ulong Code = TestElf.CodeAddress;

    [Fact]
    public void An_image_without_lines_has_none() => Assert.Empty(LineTable.Read(new TestElf().Read()));

    [Fact]
    public void Version_4_counts_files_from_1()
    {
        ByteWriter program = new ByteWriter().At(Code).Row(0, 9).Row(4, 2).Bytes(4, 2).Row(6, -3).End(6);

        Assert.Equal(
            [
                new LineRange(Code, Code + 4, new SourceFile("/src/project", "one.cs"), 10),
                new LineRange(Code + 4, Code + 10, new SourceFile("/src/project", "one.cs"), 12),
                new LineRange(Code + 10, Code + 16, new SourceFile("/src/project/Sub", "two.cs"), 9),
            ],
            Read(LineSection.Version4(program)));
    }

    [Theory]
    [InlineData(0x08)]
    [InlineData(0x0e)]
    [InlineData(0x1f)]
    public void Version_5_counts_files_from_0_and_has_names_in_several_forms(ulong form)
    {
        ByteWriter program = new ByteWriter().At(Code).Bytes(4, 0).Row(0, 0).Bytes(4, 1).Row(8, 1).End(8);
        TestElf elf = new()
        {
            Sections =
            [
                (".debug_line", LineSection.Version5(program, form)), (".debug_str", LineSection.Names),
                (".debug_line_str", LineSection.Names),
            ],
        };

        Assert.Equal(
            [
                new LineRange(Code, Code + 8, new SourceFile("/src/c", "main.c"), 1),
                new LineRange(Code + 8, Code + 16, new SourceFile("/src/c/lib", "help.c"), 2),
            ],
            LineTable.Read(elf.Read()));
    }

    [Fact]
    public void Special_opcodes_advance_address_and_line()
    {
        // Source: DWARF 5, 6.2.5.1: opcode = line step - line base + line range * address step + opcode base.
        byte threeLinesTwoBytes = 3 + 5 + (14 * 2) + 13;
        ByteWriter program = new ByteWriter().At(Code).Bytes(threeLinesTwoBytes).Bytes(8).Bytes(threeLinesTwoBytes).Bytes(9).Half(7).End(0);

        Assert.Equal([(Code + 2, 4u), (Code + 21, 7u)], Read(LineSection.Version4(program)).Select(line => (line.Start, line.Line)));
        Assert.Equal(Code + 28, Read(LineSection.Version4(program))[^1].End);
    }

    [Fact]
    public void A_sequence_ends_its_last_line_and_the_next_begins_anew()
    {
        ByteWriter program = new ByteWriter().At(Code).Row(0, 4).End(3).At(Code + 64).Row(0, 0).End(5);

        Assert.Equal([(Code, Code + 3, 5u), (Code + 64, Code + 69, 1u)], Read(LineSection.Version4(program)).Select(Numbers));
    }

    [Fact]
    public void Marks_columns_and_unknown_extensions_are_passed_over()
    {
        ByteWriter program = new ByteWriter().At(Code).Bytes(5, 7).Bytes(6, 7, 10, 11).Bytes(12, 3).Bytes(0, 4, 0x80, 1, 2, 3).Row(0, 0)
            .End(4);

        Assert.Equal([(Code, Code + 4, 1u)], Read(LineSection.Version4(program)).Select(Numbers));
    }

    [Fact]
    public void Files_that_are_not_there_and_steps_backwards_give_nothing()
    {
        ByteWriter program = new ByteWriter().At(Code + 8).Bytes(4, 9).Row(0, 0).Bytes(4, 1).Row(4, 0).At(Code).Row(0, 1).End(2);

        Assert.Equal([(Code, Code + 2, 2u)], Read(LineSection.Version4(program)).Select(Numbers));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void Units_of_other_versions_are_passed_over(byte version)
    {
        byte[] other = LineSection.Version4(new ByteWriter().At(Code).Row(0, 0).End(4));
        other[4] = version;

        Assert.Equal([7u], Read([.. other, .. LineSection.Version4(new ByteWriter().At(Code).Row(0, 6).End(4))]).Select(line => line.Line));
    }

    [Fact]
    public void A_unit_in_the_64_bit_format_is_passed_over()
    {
        byte[] wide = new ByteWriter().Word(uint.MaxValue).Long(5).Bytes(1, 2, 3, 4, 5).ToArray();

        Assert.Equal([7u], Read([.. wide, .. LineSection.Version4(new ByteWriter().At(Code).Row(0, 6).End(4))]).Select(line => line.Line));
    }

    [Fact]
    public void A_unit_cut_anywhere_is_refused_or_shorter()
    {
        byte[] whole = LineSection.Version4(new ByteWriter().At(Code).Row(0, 4).Row(4, 1).End(3));
        for (int length = 1; length < whole.Length; length++)
        {
            byte[] part = whole[..length];
            ElfFormatException refusal = Assert.Throws<ElfFormatException>(() => Read(part));
            Assert.Contains(".debug_line", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_range_of_no_lines_is_refused() =>
        Assert.Throws<ElfFormatException>(() => Read(LineSection.Version4(new ByteWriter(), lineRange: 0)));

    [Fact]
    public void A_name_in_an_unknown_form_is_refused() =>
        Assert.Throws<ElfFormatException>(() => Read(LineSection.Version5(new ByteWriter(), 0x77)));

    [Fact]
    public void A_name_outside_its_section_is_refused() =>
        Assert.Throws<ElfFormatException>(() => Read(LineSection.Version5(new ByteWriter(), 0x1f)));

    private static (ulong Start, ulong End, uint Line) Numbers(LineRange line) => (line.Start, line.End, line.Line);

    private static IReadOnlyList<LineRange> Read(byte[] section) =>
        LineTable.Read(new TestElf { Sections = [(".debug_line", section)] }.Read());
}
