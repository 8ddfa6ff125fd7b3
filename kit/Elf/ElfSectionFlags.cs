// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf;

/// <summary>Attributes of a section.</summary>
/// <remarks>Source: System V ABI, "Sections", sh_flags.</remarks>
[Flags]
public enum ElfSectionFlags : ulong
{
    /// <summary>No attribute.</summary>
    None = 0,

    /// <summary>Writable at run time.</summary>
    Write = 1,

    /// <summary>Occupies memory at run time.</summary>
    Allocate = 2,

    /// <summary>Contains instructions.</summary>
    Execute = 4,
}
