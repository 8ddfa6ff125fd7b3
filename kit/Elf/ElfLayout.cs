// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf;

/// <summary>Offsets of the fields that differ between 32-bit and 64-bit ELF files.</summary>
/// <remarks>Source: System V ABI, "ELF Header", "Sections", "Symbol Table", "Program Header". All offsets and sizes in bytes.</remarks>
internal sealed record ElfLayout(
    bool IsWide,
    uint HeaderSize,
    uint ProgramHeaderOffset,
    uint SectionHeaderOffset,
    uint CountsOffset,
    uint ProgramHeaderSize,
    uint SectionHeaderSize,
    uint SymbolSize)
{
    /// <summary>The 32-bit layout.</summary>
    public static readonly ElfLayout Elf32 = new(false, 52, 28, 32, 42, 32, 40, 16);

    /// <summary>The 64-bit layout.</summary>
    public static readonly ElfLayout Elf64 = new(true, 64, 32, 40, 54, 56, 64, 24);

    /// <summary>Reads a number as wide as an address.</summary>
    public ulong Address(ElfBytes bytes, ulong offset, string what) =>
        IsWide ? bytes.Long(offset, what) : bytes.Word(offset, what);
}
