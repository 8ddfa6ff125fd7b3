// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;
using Caprock.Kit.Elf.Dwarf;

namespace Caprock.Tests.Unit.Description.Traces;

/// <summary>Ways from functions to their callers.</summary>
public sealed class FrameTableTests
{
    private const ulong Code = TestElf.CodeAddress;

    private static readonly FrameRules s_atFirst = new(FrameBase.StackPointer, 8, null, -8);

    [Fact]
    public void An_image_without_frames_has_none() => Assert.Empty(FrameTable.Read(new TestElf().Read()));

    [Fact]
    public void A_function_begins_with_the_common_rules() =>
        Assert.Equal([new FrameRange(Code + 16, Code + 36, s_atFirst)], Read(FrameSection.Common().Function(16, 20)));

    [Fact]
    public void Pushes_move_the_frame_and_save_the_frame_pointer()
    {
        IReadOnlyList<FrameRange> ranges = Read(FrameSection.Common().Function(0, 32, 0x41, 0x0e, 16, 0x86, 2, 0x03, 4, 0, 0x0e, 48));

        Assert.Equal(
            [
                new FrameRange(Code, Code + 1, s_atFirst),
                new FrameRange(Code + 1, Code + 5, new FrameRules(FrameBase.StackPointer, 16, -16, -8)),
                new FrameRange(Code + 5, Code + 32, new FrameRules(FrameBase.StackPointer, 48, -16, -8)),
            ],
            ranges);
    }

    [Fact]
    public void The_frame_pointer_may_be_what_the_frame_is_found_from()
    {
        IReadOnlyList<FrameRange> ranges = Read(FrameSection.Common().Function(0, 8, 0x41, 0x0e, 16, 0x86, 2, 0x43, 0x0d, 6));

        Assert.Equal(new FrameRules(FrameBase.FramePointer, 16, -16, -8), ranges[^1].Rules);
    }

    [Fact]
    public void Rules_can_be_remembered_and_restored()
    {
        IReadOnlyList<FrameRange> ranges = Read(FrameSection.Common().Function(0, 8, 0x41, 0x0e, 16, 0x0a, 0x41, 0x0e, 8, 0x41, 0x0b));

        Assert.Equal([8, 16, 8, 16], ranges.Select(range => range.Rules.Offset));
    }

    [Theory]
    [InlineData(new byte[] { 0x0c, 6, 24 }, FrameBase.FramePointer, 24)]
    [InlineData(new byte[] { 0x12, 7, 0x7d }, FrameBase.StackPointer, 24)]
    [InlineData(new byte[] { 0x13, 0x7c }, FrameBase.StackPointer, 32)]
    [InlineData(new byte[] { 0x0c, 3, 24 }, FrameBase.Unknown, 24)]
    [InlineData(new byte[] { 0x0f, 2, 0x77, 0 }, FrameBase.Unknown, 8)]
    [InlineData(new byte[] { 0x2e, 16, 0x00, 0x83, 3 }, FrameBase.StackPointer, 8)]
    public void The_frame_is_found_from_what_an_instruction_says(byte[] instructions, FrameBase from, long offset)
    {
        FrameRules rules = Read(FrameSection.Common().Function(0, 8, instructions)).Single().Rules;

        Assert.Equal((from, offset), (rules.Base, rules.Offset));
    }

    [Theory]
    [InlineData(new byte[] { 0x86, 2 }, -16L)]
    [InlineData(new byte[] { 0x05, 6, 3 }, -24L)]
    [InlineData(new byte[] { 0x11, 6, 4 }, -32L)]
    [InlineData(new byte[] { 0x86, 2, 0xc6 }, null)]
    [InlineData(new byte[] { 0x86, 2, 0x06, 6 }, null)]
    [InlineData(new byte[] { 0x86, 2, 0x08, 6 }, null)]
    public void The_frame_pointer_lies_where_an_instruction_says(byte[] instructions, long? place) =>
        Assert.Equal(place, Read(FrameSection.Common().Function(0, 8, instructions)).Single().Rules.FramePointer);

    [Theory]
    [InlineData(new byte[] { 0x07, 16 })]
    [InlineData(new byte[] { 0x09, 16, 3 })]
    [InlineData(new byte[] { 0x10, 16, 1, 0 })]
    [InlineData(new byte[] { 0x15, 16, 1 })]
    public void Who_has_no_return_address_has_no_caller(byte[] instructions) =>
        Assert.Null(Read(FrameSection.Common().Function(0, 8, instructions)).Single().Rules.ReturnAddress);

    [Fact]
    public void Language_data_and_personality_are_passed_over()
    {
        ByteWriter section = FrameSection.Common("zPLR", 0x1b, 1, 2, 3, 4, 0x1b, 0x1b).Function(4, 8);

        Assert.Equal([new FrameRange(Code + 4, Code + 12, s_atFirst)], Read(section));
    }

    [Fact]
    public void Functions_of_an_unknown_kind_are_passed_over() => Assert.Empty(Read(FrameSection.Common("eh").Function(0, 8)));

    [Fact]
    public void The_section_for_debuggers_alone_counts_from_its_beginning_and_has_whole_addresses()
    {
        ByteWriter common = new ByteWriter().Word(uint.MaxValue).Bytes(4).Name("").Bytes(8, 0).Unsigned(1).Signed(-8).Unsigned(16)
            .Bytes(0x0c, 7, 8).Bytes(0x90, 1);
        ByteWriter function = new ByteWriter().Word(0).Long(Code + 4).Long(12).Bytes(0x41, 0x0e, 16);
        byte[] section = new ByteWriter().Sized(common).Sized(function).ToArray();
        TestElf elf = new() { Sections = [(".debug_frame", section), (".eh_frame", FrameSection.Common().Function(32, 8).ToArray())] };

        Assert.Equal(
            [
                new FrameRange(Code + 32, Code + 40, s_atFirst),
                new FrameRange(Code + 4, Code + 5, s_atFirst),
                new FrameRange(Code + 5, Code + 16, s_atFirst with { Offset = 16 }),
            ],
            FrameTable.Read(elf.Read()));
    }

    [Fact]
    public void The_end_of_one_contribution_is_not_the_end()
    {
        ByteWriter section = FrameSection.Common().Word(0).Function(0, 8);

        Assert.Single(Read(section));
    }

    [Fact]
    public void Nothing_reaches_beyond_its_function() =>
        Assert.Equal(
            [new FrameRange(Code, Code + 4, s_atFirst)],
            Read(FrameSection.Common().Function(0, 4, 0x7f, 0x0e, 16, 0x04, 255, 255, 255, 255)));

    [Theory]
    [InlineData(new byte[] { 0x0b })]
    [InlineData(new byte[] { 0x3e, 1 })]
    [InlineData(new byte[] { 0x0e })]
    [InlineData(new byte[] { 0x0f, 200, 1 })]
    [InlineData(new byte[] { 0x0e, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff })]
    public void What_makes_no_sense_is_refused(byte[] instructions)
    {
        ByteWriter section = FrameSection.Common().Function(0, 8, instructions);

        Assert.Contains(".eh_frame", Assert.Throws<ElfFormatException>(() => Read(section)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_without_its_common_entry_is_refused() =>
        Assert.Throws<ElfFormatException>(() => Read(new ByteWriter().Bytes(0, 0, 0, 0).Function(0, 8)));

    private static IReadOnlyList<FrameRange> Read(ByteWriter section) =>
        FrameTable.Read(new TestElf { Sections = [(".eh_frame", section.ToArray())] }.Read());
}
