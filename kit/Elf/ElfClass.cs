// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf;

/// <summary>Word size of an ELF file.</summary>
/// <remarks>Source: System V ABI, "ELF Header", e_ident[EI_CLASS].</remarks>
public enum ElfClass
{
    /// <summary>32-bit words and addresses.</summary>
    Elf32 = 1,

    /// <summary>64-bit words and addresses.</summary>
    Elf64 = 2,
}
