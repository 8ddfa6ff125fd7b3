// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf;

/// <summary>Processor an ELF file is for; values outside this list are kept as numbers.</summary>
/// <remarks>Source: System V ABI, "ELF Header", e_machine.</remarks>
public enum ElfMachine
{
    /// <summary>Intel 80386.</summary>
    X86 = 3,

    /// <summary>AMD x86-64.</summary>
    X64 = 62,

    /// <summary>ARM 64-bit.</summary>
    Arm64 = 183,
}
