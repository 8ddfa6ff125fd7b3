// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Arch.X64;

/// <summary>The kernel's half of every address space: one entry of the top-level table.</summary>
/// <remarks>510 GiB of physical memory, 1 GiB for the image (linked 2 GiB below the top, where 32-bit displacements reach),
/// 1 GiB for devices the kernel itself uses.</remarks>
public static class X64AddressMap
{
    /// <summary>Where physical address 0 appears.</summary>
    public const ulong PhysicalWindow = 0xffff_ff80_0000_0000;

    /// <summary>Physical memory from here on is not in the window and can only be device memory.</summary>
    public const ulong PhysicalWindowBytes = 510ul << 30;

    /// <summary>Entry of the top-level table that maps all of this.</summary>
    public const int TopLevelIndex = 511;

    /// <summary>What the image's linked addresses are above its physical ones.</summary>
    public const ulong ImageWindow = 0xffff_ffff_8000_0000;

    /// <summary>The local APIC.</summary>
    public const ulong LocalApic = 0xffff_ffff_c000_0000;

    /// <summary>The first IOAPIC; each further one a page higher.</summary>
    public const ulong IoApic = LocalApic + 0x1000;
}
