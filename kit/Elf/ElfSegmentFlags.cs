// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf;

/// <summary>Access rights of a segment.</summary>
/// <remarks>Source: System V ABI, "Program Header", p_flags.</remarks>
[Flags]
public enum ElfSegmentFlags : uint
{
    /// <summary>No access.</summary>
    None = 0,

    /// <summary>Instructions may be fetched.</summary>
    Execute = 1,

    /// <summary>May be written.</summary>
    Write = 2,

    /// <summary>May be read.</summary>
    Read = 4,
}
