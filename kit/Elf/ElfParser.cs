// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf;

/// <summary>Reads headers, sections, segments, symbols and notes of a little-endian ELF file.</summary>
internal sealed class ElfParser
{
    private readonly ElfBytes _bytes;
    private readonly ElfLayout _layout;

    /// <summary>Checks the identification bytes and prepares to read.</summary>
    public ElfParser(ElfBytes bytes)
    {
        _bytes = bytes;
        if (bytes.Length < 16 || bytes.Word(0, "the magic number") != 0x464c457f)
        {
            throw bytes.Refuse("it does not start with the magic number 7f 45 4c 46");
        }

        _layout = bytes.Byte(4, "the class") switch
        {
            1 => ElfLayout.Elf32,
            2 => ElfLayout.Elf64,
            byte other => throw bytes.Refuse($"its class is {other}, expected 1 (32-bit) or 2 (64-bit)"),
        };
        if (bytes.Byte(5, "the byte order") != 1)
        {
            throw bytes.Refuse("its byte order is not little-endian");
        }

        _ = bytes.Slice(0, _layout.HeaderSize, "the file header"); // Ignored: called for its bounds check.
    }

    /// <summary>The file header.</summary>
    public ElfHeader Header() => new(
        _layout.IsWide ? ElfClass.Elf64 : ElfClass.Elf32,
        _bytes.Half(16, "the type"),
        (ElfMachine)_bytes.Half(18, "the machine"),
        _layout.Address(_bytes, 24, "the entry"));

    /// <summary>All program headers.</summary>
    public List<ElfSegment> Segments()
    {
        ulong table = _layout.Address(_bytes, _layout.ProgramHeaderOffset, "the file header");
        uint count = _bytes.Half(_layout.CountsOffset + 2, "the file header");
        CheckTable("program header", table, count, _bytes.Half(_layout.CountsOffset, "the file header"), _layout.ProgramHeaderSize);
        List<ElfSegment> segments = [];
        for (uint index = 0; index < count; index++)
        {
            segments.Add(Segment(table + (index * _layout.ProgramHeaderSize), index));
        }

        return segments;
    }

    /// <summary>All section headers, with names.</summary>
    public List<ElfSection> Sections()
    {
        ulong table = _layout.Address(_bytes, _layout.SectionHeaderOffset, "the file header");
        uint count = _bytes.Half(_layout.CountsOffset + 6, "the file header");
        uint nameIndex = _bytes.Half(_layout.CountsOffset + 8, "the file header");
        CheckTable("section header", table, count, _bytes.Half(_layout.CountsOffset + 4, "the file header"), _layout.SectionHeaderSize);
        if (count == 0)
        {
            return [];
        }

        if (nameIndex >= count)
        {
            throw _bytes.Refuse($"section {nameIndex} should hold the section names, but there are {count} sections");
        }

        ElfSection names = Section(table + (nameIndex * _layout.SectionHeaderSize), [0], nameIndex, unnamed: true);
        ReadOnlyMemory<byte> nameTable = _bytes.Slice(names.FileOffset, names.Size, "the section name table");
        List<ElfSection> sections = [];
        for (uint index = 0; index < count; index++)
        {
            sections.Add(Section(table + (index * _layout.SectionHeaderSize), nameTable.Span, index, unnamed: false));
        }

        return sections;
    }

    /// <summary>All symbols of the symbol table; none when the file is stripped.</summary>
    public List<ElfSymbol> Symbols(List<ElfSection> sections)
    {
        List<ElfSymbol> symbols = [];
        foreach (ElfSection table in sections)
        {
            if (table.Type == ElfSectionType.SymbolTable)
            {
                ReadSymbols(table, sections, symbols);
            }
        }

        return symbols;
    }

    /// <summary>All notes.</summary>
    public List<ElfNote> Notes(List<ElfSection> sections, List<ElfSegment> segments)
    {
        List<ElfNote> notes = [];
        foreach (ElfSection section in sections)
        {
            if (section.Type == ElfSectionType.Note)
            {
                ReadNotes(section.FileOffset, section.Size, notes);
            }
        }

        foreach (ElfSegment segment in segments)
        {
            if (segment.Type == ElfSegmentType.Note && sections.Count == 0)
            {
                ReadNotes(segment.FileOffset, segment.FileSize, notes);
            }
        }

        return notes;
    }

    private void CheckTable(string what, ulong table, uint count, uint entrySize, uint expectedSize)
    {
        if (count == 0)
        {
            return;
        }

        if (entrySize != expectedSize)
        {
            throw _bytes.Refuse($"a {what} is said to take {entrySize} bytes, expected {expectedSize}");
        }

        _ = _bytes.Slice(table, (ulong)count * entrySize, $"the {what} table"); // Ignored: called for its bounds check.
    }

    private ElfSegment Segment(ulong at, uint index)
    {
        string what = $"program header {index}";
        bool wide = _layout.IsWide;
        uint word = wide ? 8u : 4u;
        ulong body = at + word;
        ElfSegment segment = new(
            (ElfSegmentType)_bytes.Word(at, what),
            (ElfSegmentFlags)_bytes.Word(wide ? at + 4 : at + 24, what),
            _layout.Address(_bytes, body, what),
            _layout.Address(_bytes, body + word, what),
            _layout.Address(_bytes, body + (2 * word), what),
            _layout.Address(_bytes, body + (3 * word), what),
            _layout.Address(_bytes, body + (4 * word), what),
            _layout.Address(_bytes, body + (wide ? 40u : 24u), what));
        if (segment.Type != ElfSegmentType.Load)
        {
            return segment;
        }

        _ = _bytes.Slice(segment.FileOffset, segment.FileSize, $"segment {index}"); // Ignored: called for its bounds check.
        if (segment.FileSize > segment.MemorySize)
        {
            throw _bytes.Refuse($"segment {index} takes more bytes from the file than it has in memory");
        }

        return segment.MemorySize > ulong.MaxValue - segment.VirtualAddress
            ? throw _bytes.Refuse($"segment {index} wraps around the end of the address space")
            : segment;
    }

    private ElfSection Section(ulong at, ReadOnlySpan<byte> names, uint index, bool unnamed)
    {
        string what = $"section header {index}";
        uint word = _layout.IsWide ? 8u : 4u;
        ulong body = at + 8;
        ElfSection section = new(
            unnamed ? "" : _bytes.Name(names, _bytes.Word(at, what), $"section {index}"),
            (ElfSectionType)_bytes.Word(at + 4, what),
            (ElfSectionFlags)_layout.Address(_bytes, body, what),
            _layout.Address(_bytes, body + word, what),
            _layout.Address(_bytes, body + (2 * word), what),
            _layout.Address(_bytes, body + (3 * word), what),
            _bytes.Word(body + (4 * word), what),
            _layout.Address(_bytes, body + (5 * word) + 8, what),
            _layout.Address(_bytes, body + (4 * word) + 8, what));
        if (section.Type is not ElfSectionType.NoBits and not ElfSectionType.Null)
        {
            _ = _bytes.Slice(section.FileOffset, section.Size, $"section {index}"); // Ignored: called for its bounds check.
        }

        return section.Size > ulong.MaxValue - section.Address
            ? throw _bytes.Refuse($"section {index} wraps around the end of the address space")
            : section;
    }

    private void ReadSymbols(ElfSection table, List<ElfSection> sections, List<ElfSymbol> symbols)
    {
        if (table.Link >= sections.Count || sections[(int)table.Link].Type != ElfSectionType.StringTable)
        {
            throw _bytes.Refuse($"symbol table '{table.Name}' names section {table.Link} for its strings, which is not a string table");
        }

        if (table.EntrySize != _layout.SymbolSize)
        {
            throw _bytes.Refuse($"a symbol is said to take {table.EntrySize} bytes, expected {_layout.SymbolSize}");
        }

        ElfSection strings = sections[(int)table.Link];
        ReadOnlyMemory<byte> names = _bytes.Slice(strings.FileOffset, strings.Size, "the symbol name table");
        ulong count = table.Size / _layout.SymbolSize;
        for (ulong index = 1; index < count; index++)
        {
            symbols.Add(Symbol(table.FileOffset + (index * _layout.SymbolSize), names.Span, index));
        }
    }

    private ElfSymbol Symbol(ulong at, ReadOnlySpan<byte> names, ulong index)
    {
        string what = $"symbol {index}";
        bool wide = _layout.IsWide;
        uint nameOffset = _bytes.Word(at, what);
        byte info = _bytes.Byte(at + (wide ? 4u : 12u), what);
        return new ElfSymbol(
            nameOffset == 0 ? "" : _bytes.Name(names, nameOffset, what),
            _layout.Address(_bytes, at + (wide ? 8u : 4u), what),
            _layout.Address(_bytes, at + (wide ? 16u : 8u), what),
            (ElfSymbolType)(info & 0xf),
            (ElfSymbolBinding)(info >> 4),
            _bytes.Half(at + (wide ? 6u : 14u), what));
    }

    private void ReadNotes(ulong offset, ulong size, List<ElfNote> notes)
    {
        ulong end = offset + size;
        while (end - offset >= 12)
        {
            uint nameSize = _bytes.Word(offset, "a note");
            uint descriptionSize = _bytes.Word(offset + 4, "a note");
            ulong name = offset + 12;
            ulong description = name + AlignUp(nameSize);
            ulong next = description + AlignUp(descriptionSize);
            if (description + descriptionSize > end)
            {
                throw _bytes.Refuse($"the note at offset 0x{offset:x} reaches beyond its section");
            }

            ReadOnlyMemory<byte> owner = _bytes.Slice(name, nameSize, "a note's owner");
            notes.Add(new ElfNote(
                nameSize == 0 ? "" : System.Text.Encoding.UTF8.GetString(owner.Span).TrimEnd('\0'),
                _bytes.Word(offset + 8, "a note"),
                _bytes.Slice(description, descriptionSize, "a note")));
            offset = Math.Min(next, end);
        }
    }

    private static ulong AlignUp(uint size) => ((ulong)size + 3) & ~3ul;
}
