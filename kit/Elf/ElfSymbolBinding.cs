// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf;

/// <summary>Visibility of a symbol to other object files; values outside this list are kept as numbers.</summary>
/// <remarks>Source: System V ABI, "Symbol Table", ELF32_ST_BIND.</remarks>
public enum ElfSymbolBinding : byte
{
    /// <summary>Visible in its own object file.</summary>
    Local = 0,

    /// <summary>Visible everywhere.</summary>
    Global = 1,

    /// <summary>Visible everywhere, overridden by a global one.</summary>
    Weak = 2,
}
