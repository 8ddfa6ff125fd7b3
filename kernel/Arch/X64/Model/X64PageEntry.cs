// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Capabilities;

namespace Caprock.Kernel.Arch.X64;

/// <summary>An entry of a paging structure. Source: Intel SDM 3A, 4.5, tables 4-15 to 4-20.</summary>
public static class X64PageEntry
{
    /// <summary>The entry means something.</summary>
    public const ulong Present = 1 << 0;

    /// <summary>Writing is allowed.</summary>
    public const ulong Writable = 1 << 1;

    /// <summary>User mode is allowed.</summary>
    public const ulong User = 1 << 2;

    /// <summary>In the second and third level: the entry names a frame and not a table.</summary>
    public const ulong IsPage = 1 << 7;

    /// <summary>Physical address of a table or a 4 KiB frame.</summary>
    public const ulong AddressMask = 0x000f_ffff_ffff_f000;

    // VmAttributes index the page-attribute table: bits 0 and 1 are PWT and PCD, bit 2 is PAT, which lies elsewhere in entries for
    // large frames. Source: Intel SDM 3A, table 11-11.
    private const int CacheShift = 3;
    private const ulong CacheMask = 3;
    private const int SmallPatShift = 7;
    private const int LargePatShift = 12;

    /// <summary>Entry for a table of the level below.</summary>
    public static ulong ForTable(ulong physicalAddress, ulong attributes) =>
        physicalAddress | Present | Writable | User | ((attributes & CacheMask) << CacheShift);

    /// <summary>Entry for a frame.</summary>
    public static ulong ForFrame(FrameSizeClass size, ulong physicalAddress, VmRights rights, ulong attributes)
    {
        ulong pat = (attributes >> 2) & 1;
        ulong entry = physicalAddress | Present | ((attributes & CacheMask) << CacheShift);
        entry |= size == FrameSizeClass.Small ? pat << SmallPatShift : (pat << LargePatShift) | IsPage;
        return rights switch
        {
            VmRights.ReadWrite => entry | User | Writable,
            VmRights.ReadOnly => entry | User,
            _ => entry,
        };
    }

    /// <summary>Whether an entry leads to a table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsTable(ulong entry) => (entry & (Present | IsPage)) == Present;

    /// <summary>Whether an entry of the level for frames of that size names this frame.</summary>
    public static bool IsFrame(ulong entry, FrameSizeClass size, ulong physicalAddress)
    {
        ulong flags = size == FrameSizeClass.Small ? Present : Present | IsPage;
        ulong address = entry & AddressMask & ~((1UL << X64Frames.SizeBits(size)) - 1);
        return (entry & flags) == flags && address == physicalAddress;
    }
}
