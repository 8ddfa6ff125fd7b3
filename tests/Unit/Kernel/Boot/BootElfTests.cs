// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using Caprock.Kernel.Boot;
using Xunit;

namespace Caprock.Tests.Unit.Kernel.Boot;

/// <summary>What boot accepts as the initial thread's program.</summary>
public unsafe class BootElfTests
{
    private const ushort MachineX64 = 62;
    private const int HeaderBytes = 64;
    private const int ProgramHeaderBytes = 56;
    private const int FileBytes = 0x3000;

    [Fact]
    public void A_static_program_is_accepted_with_its_extent()
    {
        Assert.Equal(BootProblem.None, Check(Program(), out BootElf elf));
        Assert.Equal(0x40_0000ul, elf.Start);
        Assert.Equal(0x40_4000ul, elf.End);
        Assert.Equal(0x40_0010ul, elf.Entry);
    }

    [Fact]
    public void Pages_get_the_rights_of_the_segments_that_touch_them()
    {
        byte[] file = Program();
        fixed (byte* bytes = file)
        {
            BootElf elf = default;
            Assert.Equal(BootProblem.None, BootElf.Check(&elf, bytes, (ulong)file.Length, MachineX64));
            Assert.Equal(5u, BootElf.FlagsOf(&elf, 0x40_0000));
            Assert.Equal(BootElfSegment.Writable, BootElf.FlagsOf(&elf, 0x40_1000));
            Assert.Equal(6u, BootElf.FlagsOf(&elf, 0x40_3000));
        }
    }

    [Fact]
    public void A_short_or_foreign_file_is_no_ELF()
    {
        Assert.Equal(BootProblem.NotElf, Check([], out _));
        Assert.Equal(BootProblem.NotElf, Check(new byte[63], out _));
        Assert.Equal(BootProblem.NotElf, Check(new byte[4096], out _));
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    [InlineData(6, 0)]
    [InlineData(16, 3)]
    [InlineData(18, 3)]
    public void Another_class_order_version_type_or_machine_is_refused(int offset, byte value)
    {
        byte[] file = Program();
        file[offset] = value;
        Assert.Equal(BootProblem.WrongElf, Check(file, out _));
    }

    [Theory]
    [InlineData(32, ulong.MaxValue)]
    [InlineData(32, FileBytes)]
    [InlineData(32, FileBytes - 8)]
    [InlineData(32, 65)]
    public void Program_headers_outside_the_file_are_refused(int offset, ulong value)
    {
        byte[] file = Program();
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(offset), value);
        Assert.Equal(BootProblem.BadProgramHeaders, Check(file, out _));
    }

    [Fact]
    public void Too_many_or_oddly_sized_program_headers_are_refused()
    {
        byte[] many = Program();
        BinaryPrimitives.WriteUInt16LittleEndian(many.AsSpan(56), 0xffff);
        Assert.Equal(BootProblem.BadProgramHeaders, Check(many, out _));
        byte[] odd = Program();
        BinaryPrimitives.WriteUInt16LittleEndian(odd.AsSpan(54), 32);
        Assert.Equal(BootProblem.BadProgramHeaders, Check(odd, out _));
    }

    [Theory]
    [InlineData(8, FileBytes + 1ul)]
    [InlineData(8, ulong.MaxValue)]
    [InlineData(32, ulong.MaxValue)]
    [InlineData(32, 0x2001ul)]
    [InlineData(40, 0x10ul)]
    [InlineData(40, ulong.MaxValue)]
    [InlineData(16, ulong.MaxValue)]
    [InlineData(16, 0xffff_ffff_8000_0000ul)]
    [InlineData(16, 0x7fff_ffff_e000ul)]
    public void Segments_outside_the_file_or_user_addresses_are_refused(int field, ulong value)
    {
        byte[] file = Program();
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(HeaderBytes + field), value);
        Assert.Equal(BootProblem.BadSegment, Check(file, out _));
    }

    [Fact]
    public void A_program_without_segments_is_refused()
    {
        byte[] file = Program();
        file[HeaderBytes] = 0;
        file[HeaderBytes + ProgramHeaderBytes] = 0;
        Assert.Equal(BootProblem.NoSegment, Check(file, out _));
    }

    [Theory]
    [InlineData(0x3f_ffff)]
    [InlineData(0x40_0100)]
    [InlineData(0x40_3000)]
    public void An_entry_outside_executable_segments_is_refused(ulong entry)
    {
        byte[] file = Program();
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(24), entry);
        Assert.Equal(BootProblem.BadEntry, Check(file, out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Damaged_headers_never_make_boot_read_outside_the_file(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] file = Program();
            for (int change = 0; change < 3; change++)
            {
                file[random.Next(HeaderBytes + (2 * ProgramHeaderBytes))] = (byte)random.Next(256);
            }

            if (Check(file, out BootElf elf) == BootProblem.None)
            {
                Assert.True(elf.Start < elf.End && elf.End < 0x7fff_ffff_f000);
                Assert.True(elf.Entry >= elf.Start && elf.Entry < elf.End);
            }
        }
    }

    private static BootProblem Check(byte[] file, out BootElf elf)
    {
        BootElf checkedElf = default;
        fixed (byte* bytes = file)
        {
            BootProblem problem = BootElf.Check(&checkedElf, bytes, (ulong)file.Length, MachineX64);
            elf = checkedElf;
            return problem;
        }
    }

    /// <summary>256 bytes of code at 0x400000, and data with 0x10 bytes in the file at 0x402ff0 to 0x404000.</summary>
    private static byte[] Program()
    {
        byte[] file = new byte[FileBytes];
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(file);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(16), 2);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(18), MachineX64);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(24), 0x40_0010);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(32), HeaderBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(54), ProgramHeaderBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(56), 2);
        Segment(file, 0, 5, 0x1000, 0x40_0000, 0x100, 0x100);
        Segment(file, 1, 6, 0x2000, 0x40_2ff0, 0x10, 0x1010);
        return file;
    }

    private static void Segment(byte[] file, int index, uint flags, ulong offset, ulong address, ulong fileBytes, ulong memoryBytes)
    {
        Span<byte> header = file.AsSpan(HeaderBytes + (index * ProgramHeaderBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(header, 1);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], flags);
        BinaryPrimitives.WriteUInt64LittleEndian(header[8..], offset);
        BinaryPrimitives.WriteUInt64LittleEndian(header[16..], address);
        BinaryPrimitives.WriteUInt64LittleEndian(header[32..], fileBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(header[40..], memoryBytes);
    }
}
