// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Model;

/// <summary>Parts of the kernel's boot information that a memory region can be filled with.</summary>
/// <remarks>The values are those of libsel4's boot information headers.</remarks>
public enum BootInfoKind
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>VESA mode.</summary>
    Vbe = 1,

    /// <summary>Memory map.</summary>
    MemoryMap = 2,

    /// <summary>ACPI root pointer.</summary>
    AcpiRoot = 3,

    /// <summary>Frame buffer.</summary>
    FrameBuffer = 4,

    /// <summary>Frequency of the time-stamp counter.</summary>
    TscFrequency = 5,
}
