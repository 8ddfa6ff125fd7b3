// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;

namespace Caprock.Kit.Description.Programs;

/// <summary>A program image that was read and found usable.</summary>
/// <param name="Path">Path as the description says it.</param>
/// <param name="Image">What is loaded.</param>
/// <param name="Symbols">Where its symbols are found.</param>
/// <param name="Kind">Which library it is built with.</param>
public sealed record Program(string Path, ElfImage Image, ElfImage Symbols, ProgramKind Kind)
{
    /// <summary>What the monitor knows about the code, with a <see cref="Format.TraceHeader"/> at the beginning; empty when that is
    /// nothing. Programs from the same files have the same array.</summary>
    public byte[] Trace { get; init; } = [];

    /// <summary>The parts of the image that are loaded.</summary>
    public IEnumerable<ElfSegment> Segments =>
        Image.Segments.Where(segment => segment.Type == ElfSegmentType.Load && segment.MemorySize > 0);

    /// <summary>A defined symbol; null when there is none of that name.</summary>
    public ElfSymbol? Find(string name) => Symbols.FindSymbol(name) is { IsDefined: true } symbol ? symbol : null;

    /// <summary>Whether a range lies in one loaded part of the image.</summary>
    public bool Contains(ulong address, ulong size) => Segments.Any(segment =>
        address >= segment.VirtualAddress
        && address - segment.VirtualAddress <= segment.MemorySize
        && size <= segment.MemorySize - (address - segment.VirtualAddress));
}
