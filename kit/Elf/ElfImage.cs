// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf;

/// <summary>An ELF file read into memory.</summary>
public sealed class ElfImage
{
    private readonly byte[] _bytes;
    private readonly Dictionary<string, ElfSymbol> _symbolsByName = [];

    private ElfImage(string path, byte[] bytes)
    {
        _bytes = bytes;
        Path = path;
        ElfParser parser = new(new ElfBytes(bytes, path));
        Header = parser.Header();
        List<ElfSegment> segments = parser.Segments();
        List<ElfSection> sections = parser.Sections();
        Segments = segments;
        Sections = sections;
        Symbols = parser.Symbols(sections);
        Notes = parser.Notes(sections, segments);
        foreach (ElfSymbol symbol in Symbols)
        {
            if (!_symbolsByName.TryGetValue(symbol.Name, out ElfSymbol? known) || !known.IsDefined)
            {
                _symbolsByName[symbol.Name] = symbol;
            }
        }
    }

    /// <summary>Path the image was read from, or the name it was given.</summary>
    public string Path { get; }

    /// <summary>The file header.</summary>
    public ElfHeader Header { get; }

    /// <summary>Program headers in file order.</summary>
    public IReadOnlyList<ElfSegment> Segments { get; }

    /// <summary>Section headers in file order, the unused first one included.</summary>
    public IReadOnlyList<ElfSection> Sections { get; }

    /// <summary>Symbols in file order.</summary>
    public IReadOnlyList<ElfSymbol> Symbols { get; }

    /// <summary>Notes in file order.</summary>
    public IReadOnlyList<ElfNote> Notes { get; }

    /// <summary>Size of the file in bytes.</summary>
    public int FileSize => _bytes.Length;

    /// <summary>Reads an ELF file.</summary>
    /// <exception cref="ElfFormatException">The file is not a well-formed little-endian ELF file.</exception>
    public static ElfImage Load(string path) => new(path, File.ReadAllBytes(path));

    /// <summary>Reads an ELF file from bytes; <paramref name="name"/> appears in messages.</summary>
    /// <exception cref="ElfFormatException">The bytes are not a well-formed little-endian ELF file.</exception>
    public static ElfImage Parse(byte[] bytes, string name) => new(name, bytes);

    /// <summary>The first defined symbol of a name (or an undefined one), null when there is none.</summary>
    public ElfSymbol? FindSymbol(string name) => _symbolsByName.GetValueOrDefault(name);

    /// <summary>The bytes of a section; empty for a zero-filled one.</summary>
    public ReadOnlyMemory<byte> Contents(ElfSection section) =>
        section.Type is ElfSectionType.NoBits or ElfSectionType.Null
            ? ReadOnlyMemory<byte>.Empty
            : _bytes.AsMemory((int)section.FileOffset, (int)section.Size);

    /// <summary>The bytes of the first section of a name; none when there is no such section.</summary>
    public ReadOnlySpan<byte> ContentsOf(string name) =>
        Sections.FirstOrDefault(section => section.Name == name) is ElfSection section ? Contents(section).Span : [];

    /// <summary>Whole file.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>Reads initialised bytes at a virtual address that no store of the program can change.</summary>
    public bool TryReadConstant(ulong address, Span<byte> destination)
    {
        foreach (ElfSegment segment in Segments)
        {
            if (segment.Type != ElfSegmentType.Load || (segment.Flags & ElfSegmentFlags.Write) != 0)
            {
                continue;
            }

            ulong offset = address - segment.VirtualAddress;
            if (offset < segment.FileSize && (ulong)destination.Length <= segment.FileSize - offset)
            {
                _bytes.AsSpan((int)(segment.FileOffset + offset), destination.Length).CopyTo(destination);
                return true;
            }
        }

        return false;
    }
}
