// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using Caprock.Kit.Elf;

namespace Caprock.Tests.Unit.Description.Traces;

/// <summary>Writes ELF files with code, functions and sections for debuggers.</summary>
internal sealed class TestElf
{
    public const ulong CodeAddress = 0x40_0000;
    public const ulong FrameAddress = 0x50_0000;

    private const int HeaderBytes = 64;
    private const int SegmentBytes = 56;
    private const int SectionBytes = 64;
    private const int SymbolBytes = 24;
    private const uint ProgramBits = 1;
    private const uint SymbolTable = 2;
    private const uint StringTable = 3;
    private const byte GlobalFunction = 0x12;

    /// <summary>The code.</summary>
    public byte[] Code { get; init; } = [.. Enumerable.Repeat((byte)0x90, 256)];

    /// <summary>Functions: offset in the code, bytes, name.</summary>
    public IReadOnlyList<(ulong Offset, ulong Bytes, string Name)> Functions { get; init; } = [];

    /// <summary>Sections for debuggers.</summary>
    public IReadOnlyList<(string Name, byte[] Bytes)> Sections { get; init; } = [];

    /// <summary>The file, read.</summary>
    public ElfImage Read() => ElfImage.Parse(ToBytes(), "test.elf");

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        ByteWriter names = new ByteWriter().Name("");
        ByteWriter symbols = new ByteWriter().Bytes(new byte[SymbolBytes]);
        foreach ((ulong offset, ulong bytes, string name) in Functions)
        {
            symbols.Word((uint)names.Length).Bytes(GlobalFunction, 0).Half(1).Long(CodeAddress + offset).Long(bytes);
            names.Name(name);
        }

        ByteWriter sectionNames = new ByteWriter().Name("");
        ByteWriter headers = new ByteWriter().Bytes(new byte[SectionBytes]);
        ByteWriter contents = new();
        Add(".text", ProgramBits, 6, CodeAddress, Code, 0, 0);
        foreach ((string name, byte[] bytes) in Sections)
        {
            Add(name, ProgramBits, 0, name == ".eh_frame" ? FrameAddress : 0, bytes, 0, 0);
        }

        Add(".symtab", SymbolTable, 0, 0, symbols.ToArray(), (uint)Sections.Count + 3, SymbolBytes);
        Add(".strtab", StringTable, 0, 0, names.ToArray(), 0, 0);
        Add(".shstrtab", StringTable, 0, 0, [.. sectionNames.ToArray(), .. ".shstrtab\0"u8], 0, 0);
        int start = HeaderBytes + SegmentBytes;
        byte[] file = [.. new byte[start], .. contents.ToArray(), .. headers.ToArray()];
        WriteHeader(file, start + contents.Length, Sections.Count + 5);
        return file;

        void Add(string name, uint type, ulong flags, ulong address, byte[] bytes, uint link, ulong entryBytes)
        {
            headers.Word((uint)sectionNames.Length).Word(type).Long(flags).Long(address)
                .Long((ulong)(HeaderBytes + SegmentBytes + contents.Length)).Long((ulong)bytes.Length)
                .Word(link).Word(0).Long(1).Long(entryBytes);
            sectionNames.Name(name);
            contents.Bytes(bytes);
        }
    }

    private void WriteHeader(byte[] file, int sections, int count)
    {
        ByteWriter header = new ByteWriter().Bytes(0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1).Bytes(new byte[9])
            .Half(2).Half(62).Word(1).Long(CodeAddress).Long(HeaderBytes).Long((ulong)sections).Word(0)
            .Half(HeaderBytes).Half(SegmentBytes).Half(1).Half(SectionBytes).Half((ushort)count).Half((ushort)(count - 1))
            .Word(1).Word(5).Long(HeaderBytes + SegmentBytes).Long(CodeAddress).Long(CodeAddress)
            .Long((ulong)Code.Length).Long((ulong)Code.Length).Long(0x1000);
        header.ToArray().CopyTo(file, 0);
        Assert.Equal((ulong)sections, BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(40)));
    }
}
