// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf;

/// <summary>What a symbol names; values outside this list are kept as numbers.</summary>
/// <remarks>Source: System V ABI, "Symbol Table", ELF32_ST_TYPE.</remarks>
public enum ElfSymbolType : byte
{
    /// <summary>Unspecified: a plain assembly label.</summary>
    None = 0,

    /// <summary>Data.</summary>
    Object = 1,

    /// <summary>Function.</summary>
    Function = 2,

    /// <summary>Section.</summary>
    Section = 3,

    /// <summary>Source file name.</summary>
    File = 4,
}
