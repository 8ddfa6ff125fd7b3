// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf;

/// <summary>Kind of a section; values outside this list are kept as numbers.</summary>
/// <remarks>Source: System V ABI, "Sections", sh_type.</remarks>
public enum ElfSectionType : uint
{
    /// <summary>Unused entry.</summary>
    Null = 0,

    /// <summary>Bytes defined by the program.</summary>
    ProgramBits = 1,

    /// <summary>Symbol table.</summary>
    SymbolTable = 2,

    /// <summary>String table.</summary>
    StringTable = 3,

    /// <summary>Notes.</summary>
    Note = 7,

    /// <summary>Zero-filled memory without bytes in the file.</summary>
    NoBits = 8,
}
