// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf;

/// <summary>Kind of a program header; values outside this list are kept as numbers.</summary>
/// <remarks>Source: System V ABI, "Program Header", p_type.</remarks>
public enum ElfSegmentType : uint
{
    /// <summary>Unused entry.</summary>
    Null = 0,

    /// <summary>Loaded into memory.</summary>
    Load = 1,

    /// <summary>Notes.</summary>
    Note = 4,
}
