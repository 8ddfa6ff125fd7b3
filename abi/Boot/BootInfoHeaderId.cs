// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Boot;

/// <summary>What a part of the additional boot information is.</summary>
[CEnum("seL4_BootInfoID", Prefix = "SEL4_BOOTINFO_HEADER_")]
public enum BootInfoHeaderId : ulong
{
    /// <summary>Nothing: fills up to the end.</summary>
    [CName("SEL4_BOOTINFO_HEADER_PADDING")]
    Padding = 0,

    /// <summary>Video mode as the VESA BIOS described it.</summary>
    [CName("SEL4_BOOTINFO_HEADER_X86_VBE")]
    X86Vbe = 1,

    /// <summary>Memory map as the boot loader described it.</summary>
    [CName("SEL4_BOOTINFO_HEADER_X86_MBMMAP")]
    X86MemoryMap = 2,

    /// <summary>A copy of the ACPI root pointer.</summary>
    [CName("SEL4_BOOTINFO_HEADER_X86_ACPI_RSDP")]
    X86AcpiRsdp = 3,

    /// <summary>Frame buffer as the boot loader described it.</summary>
    [CName("SEL4_BOOTINFO_HEADER_X86_FRAMEBUFFER")]
    X86Framebuffer = 4,

    /// <summary>Frequency of the time-stamp counter in MHz, 32 bits.</summary>
    [CName("SEL4_BOOTINFO_HEADER_X86_TSC_FREQ")]
    X86TscFrequency = 5,

    /// <summary>Flattened device tree.</summary>
    [CName("SEL4_BOOTINFO_HEADER_FDT")]
    DeviceTree = 6,

    /// <summary>Number of these.</summary>
    [CName("SEL4_BOOTINFO_HEADER_NUM")]
    Count = 7,
}
