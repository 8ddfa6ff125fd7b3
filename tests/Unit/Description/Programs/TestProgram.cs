// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using System.Text;

namespace Caprock.Tests.Unit.Description.Programs;

/// <summary>Writes small ELF files: a page of code, and variables, most of which have no bytes in the file.</summary>
internal sealed class TestProgram
{
    public const ulong CodeAddress = 0x20_0000;
    public const ulong DataAddress = 0x20_1000;
    public const int CodeBytes = 64;
    public const int DataBytesInFile = 32;

    private const int HeaderBytes = 64;
    private const int SegmentBytes = 56;
    private const int SectionBytes = 64;
    private const int SymbolBytes = 24;
    private const int CodeOffset = 0x1000;
    private const int DataOffset = 0x2000;
    private const int TablesOffset = DataOffset + DataBytesInFile;
    private const ushort AbsoluteSection = 0xfff1;

    /// <summary>Variables, in the order of their addresses.</summary>
    public IReadOnlyList<TestVariable> Variables { get; init; } = [];

    /// <summary>Processor: 62 is x86-64.</summary>
    public ushort Machine { get; init; } = 62;

    /// <summary>2 is an executable.</summary>
    public ushort Type { get; init; } = 2;

    /// <summary>First instruction.</summary>
    public ulong Entry { get; init; } = CodeAddress + 16;

    /// <summary>Where the variables lie.</summary>
    public ulong DataStart { get; init; } = DataAddress;

    /// <summary>Memory for variables.</summary>
    public ulong DataMemory { get; init; } = 0x3000;

    /// <summary>Bytes of variables in the file.</summary>
    public ulong DataInFile { get; init; } = DataBytesInFile;

    /// <summary>Where the variables' bytes lie in the file.</summary>
    public ulong DataFileOffset { get; init; } = DataOffset;

    /// <summary>Address of a variable.</summary>
    public ulong AddressOf(string name)
    {
        ulong next = DataStart;
        foreach (TestVariable variable in Variables)
        {
            ulong address = variable.Address ?? next;
            if (variable.Name == name)
            {
                return address;
            }

            next = (address + variable.Bytes + 7) & ~7ul;
        }

        throw new ArgumentException(name, nameof(name));
    }

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        (byte[] symbols, byte[] names) = Symbols();
        byte[] sectionNames = Encoding.ASCII.GetBytes("\0.symtab\0.strtab\0.shstrtab\0");
        int namesOffset = TablesOffset + symbols.Length;
        int sectionNamesOffset = namesOffset + names.Length;
        int sectionsOffset = (sectionNamesOffset + sectionNames.Length + 7) & ~7;
        byte[] file = new byte[sectionsOffset + (4 * SectionBytes)];
        Header(file, (ulong)sectionsOffset);
        Segment(file.AsSpan(HeaderBytes), 5, CodeOffset, CodeAddress, CodeBytes, CodeBytes);
        Segment(file.AsSpan(HeaderBytes + SegmentBytes), 6, DataFileOffset, DataStart, DataInFile, DataMemory);
        file.AsSpan(CodeOffset, CodeBytes).Fill(0xc3);
        file.AsSpan(DataOffset, DataBytesInFile).Fill(0xda);
        symbols.CopyTo(file, TablesOffset);
        names.CopyTo(file, namesOffset);
        sectionNames.CopyTo(file, sectionNamesOffset);
        Section(file, sectionsOffset, 1, 1, 2, TablesOffset, symbols.Length, 2, SymbolBytes);
        Section(file, sectionsOffset, 2, 9, 3, namesOffset, names.Length, 0, 0);
        Section(file, sectionsOffset, 3, 17, 3, sectionNamesOffset, sectionNames.Length, 0, 0);
        return file;
    }

    private void Header(Span<byte> file, ulong sectionsOffset)
    {
        ReadOnlySpan<byte> identification = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1];
        identification.CopyTo(file);
        BinaryPrimitives.WriteUInt16LittleEndian(file[16..], Type);
        BinaryPrimitives.WriteUInt16LittleEndian(file[18..], Machine);
        BinaryPrimitives.WriteUInt32LittleEndian(file[20..], 1);
        BinaryPrimitives.WriteUInt64LittleEndian(file[24..], Entry);
        BinaryPrimitives.WriteUInt64LittleEndian(file[32..], HeaderBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(file[40..], sectionsOffset);
        ReadOnlySpan<ushort> sizes = [HeaderBytes, SegmentBytes, 2, SectionBytes, 4, 3];
        for (int index = 0; index < sizes.Length; index++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(file[(52 + (2 * index))..], sizes[index]);
        }
    }

    private static void Segment(Span<byte> place, uint flags, ulong offset, ulong address, ulong fileBytes, ulong memoryBytes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(place, 1);
        BinaryPrimitives.WriteUInt32LittleEndian(place[4..], flags);
        ReadOnlySpan<ulong> words = [offset, address, address, fileBytes, memoryBytes, 0x1000];
        for (int index = 0; index < words.Length; index++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(place[(8 + (8 * index))..], words[index]);
        }
    }

    private static void Section(
        byte[] file, int table, int index, uint name, uint type, int offset, int size, uint link, ulong entrySize)
    {
        Span<byte> place = file.AsSpan(table + (index * SectionBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(place, name);
        BinaryPrimitives.WriteUInt32LittleEndian(place[4..], type);
        BinaryPrimitives.WriteUInt64LittleEndian(place[24..], (ulong)offset);
        BinaryPrimitives.WriteUInt64LittleEndian(place[32..], (ulong)size);
        BinaryPrimitives.WriteUInt32LittleEndian(place[40..], link);
        BinaryPrimitives.WriteUInt64LittleEndian(place[48..], 1);
        BinaryPrimitives.WriteUInt64LittleEndian(place[56..], entrySize);
    }

    private (byte[] Symbols, byte[] Names) Symbols()
    {
        List<byte> names = [0];
        byte[] symbols = new byte[(Variables.Count + 1) * SymbolBytes];
        for (int index = 0; index < Variables.Count; index++)
        {
            Span<byte> place = symbols.AsSpan((index + 1) * SymbolBytes);
            BinaryPrimitives.WriteUInt32LittleEndian(place, (uint)names.Count);
            place[4] = 0x11;
            BinaryPrimitives.WriteUInt16LittleEndian(place[6..], AbsoluteSection);
            BinaryPrimitives.WriteUInt64LittleEndian(place[8..], AddressOf(Variables[index].Name));
            BinaryPrimitives.WriteUInt64LittleEndian(place[16..], Variables[index].Bytes);
            names.AddRange(Encoding.ASCII.GetBytes(Variables[index].Name));
            names.Add(0);
        }

        return (symbols, [.. names]);
    }
}
