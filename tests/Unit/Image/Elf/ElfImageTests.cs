// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;

namespace Caprock.Tests.Unit.Image.Elf;

/// <summary>Reading well-formed and malformed ELF files.</summary>
public sealed class ElfImageTests
{
    private const string Program = """
        .global _start
        .type _start, @function
        _start: ret
        .size _start, . - _start
        .section .rodata
        constant: .quad 0x1122334455667788
        .data
        variable: .quad 1
        """;

    [Fact]
    public void Header_sections_segments_and_symbols_are_read()
    {
        ElfImage image = ImageBuilder.Build(Program);
        Assert.Equal(ElfClass.Elf64, image.Header.Class);
        Assert.Equal(ElfMachine.X64, image.Header.Machine);
        Assert.Equal(0x400000ul, image.Header.Entry);
        Assert.Contains(image.Sections, section => section is { Name: ".text", IsExecutable: true, IsWritable: false });
        Assert.Equal(3, image.Segments.Count(segment => segment.Type == ElfSegmentType.Load));
        ElfSymbol start = image.FindSymbol("_start")!;
        Assert.Equal(
            (0x400000ul, 1ul, ElfSymbolType.Function, ElfSymbolBinding.Global), (start.Value, start.Size, start.Type, start.Binding));
        Assert.Null(image.FindSymbol("absent"));
    }

    [Fact]
    public void Constants_are_read_by_address_and_writable_memory_is_not()
    {
        ElfImage image = ImageBuilder.Build(Program);
        Span<byte> bytes = new byte[8];
        Assert.True(image.TryReadConstant(image.FindSymbol("constant")!.Value, bytes));
        Assert.Equal(0x1122334455667788ul, BitConverter.ToUInt64(bytes));
        Assert.False(image.TryReadConstant(image.FindSymbol("variable")!.Value, bytes));
        Assert.False(image.TryReadConstant(ulong.MaxValue, bytes));
    }

    [Fact]
    public void Notes_are_read()
    {
        const string script = "ENTRY(_start) SECTIONS { . = 0x400000; .text : { *(.text) } .note.caprock : { *(.note.caprock) } }";
        ElfImage image = ImageBuilder.Build(Program + """

            .section .note.caprock,"a",@note
            .long 8, 4, 7
            .asciz "Caprock"
            .long 99
            """, script);
        ElfNote note = Assert.Single(image.Notes);
        Assert.Equal(("Caprock", 7u), (note.Owner, note.Type));
        Assert.Equal(99, note.Description.Span[0]);
    }

    [Theory]
    [InlineData(0, "magic")]
    [InlineData(3, "magic")]
    [InlineData(40, "file header")]
    [InlineData(100, "program header table")]
    public void A_truncated_file_is_refused(int length, string reason)
    {
        byte[] bytes = ImageBuilder.BuildBytes(Program);
        ElfFormatException exception = Assert.Throws<ElfFormatException>(() => ElfImage.Parse(bytes[..length], "short.elf"));
        Assert.Contains("short.elf", exception.Message);
        Assert.Contains(reason, exception.Message);
    }

    [Theory]
    [InlineData(0, 1, 0x00, "magic")]
    [InlineData(4, 1, 0x03, "class is 3")]
    [InlineData(5, 1, 0x02, "little-endian")]
    [InlineData(32, 8, 0xff, "program header table")]
    [InlineData(40, 8, 0xff, "section header table")]
    [InlineData(54, 1, 0x01, "expected 56")]
    [InlineData(58, 1, 0x01, "expected 64")]
    [InlineData(62, 2, 0xee, "section names")]
    public void A_wild_header_field_is_refused(int offset, int length, byte value, string reason)
    {
        byte[] bytes = ImageBuilder.BuildBytes(Program);
        bytes.AsSpan(offset, length).Fill(value);
        ElfFormatException exception = Assert.Throws<ElfFormatException>(() => ElfImage.Parse(bytes, "wild.elf"));
        Assert.Contains(reason, exception.Message);
    }

    [Theory]
    [InlineData(8, 0xff, "segment 0")]
    [InlineData(32, 0xff, "segment 0")]
    [InlineData(40, 0x00, "more bytes from the file")]
    public void A_wild_segment_is_refused(int field, byte value, string reason)
    {
        byte[] bytes = ImageBuilder.BuildBytes(Program);
        bytes.AsSpan(64 + field, 8).Fill(value);
        ElfFormatException exception = Assert.Throws<ElfFormatException>(() => ElfImage.Parse(bytes, "wild.elf"));
        Assert.Contains(reason, exception.Message);
    }

    [Fact]
    public void A_segment_that_wraps_around_is_refused()
    {
        byte[] bytes = ImageBuilder.BuildBytes(Program);
        BitConverter.GetBytes(ulong.MaxValue).CopyTo(bytes, 64 + 40);
        Assert.Contains("wraps", Assert.Throws<ElfFormatException>(() => ElfImage.Parse(bytes, "wild.elf")).Message);
    }

    [Fact]
    public void No_prefix_and_no_damaged_byte_yields_another_exception()
    {
        byte[] good = ImageBuilder.BuildBytes(Program);
        for (int length = 0; length < good.Length; length += 7)
        {
            ParseQuietly(good[..length]);
        }

        Random random = new(20261120);
        for (int round = 0; round < 4000; round++)
        {
            byte[] bytes = (byte[])good.Clone();
            int damaged = random.Next(1, 5);
            for (int index = 0; index < damaged; index++)
            {
                int at = random.Next(2) == 0 ? random.Next(0, 64 + (3 * 56)) : random.Next(bytes.Length);
                bytes[at] = (byte)random.Next(256);
            }

            ParseQuietly(bytes);
        }
    }

    private static void ParseQuietly(byte[] bytes)
    {
        try
        {
            Assert.NotNull(ElfImage.Parse(bytes, "damaged.elf"));
        }
        catch (ElfFormatException exception)
        {
            Assert.Contains("damaged.elf", exception.Message);
        }
    }
}
