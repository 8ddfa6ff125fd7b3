// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf.Dwarf;

/// <summary>The register from which a frame is found.</summary>
public enum FrameBase
{
    /// <summary>It is not known how.</summary>
    Unknown,

    /// <summary>The stack pointer.</summary>
    StackPointer,

    /// <summary>The frame pointer.</summary>
    FramePointer,
}
