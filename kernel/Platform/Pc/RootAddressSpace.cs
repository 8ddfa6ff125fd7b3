// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Boot;
using Caprock.Kernel.Capabilities;

namespace Caprock.Kernel.Platform.Pc;

/// <summary>Builds the initial thread's address space: tables, image, IPC buffer, boot information.</summary>
/// <remarks>One contiguous range of pages: the image as its segments ask (read-only code, no execution of data), then IPC buffer,
/// boot information and its additional pages. Source of the entries: Intel SDM 3A, 4.5.</remarks>
public unsafe struct RootAddressSpace
{
    /// <summary>Identifier of the initial thread's address space.</summary>
    public const ulong Asid = 1;

    private const ulong PageBytes = 4096;
    private const ulong Present = 1;
    private const ulong Writable = 2;
    private const ulong User = 4;
    private const ulong NoExecute = 1ul << 63;

    /// <summary>Top-level table.</summary>
    public ulong* Pml4;

    /// <summary>First address of the range.</summary>
    public ulong Start;

    /// <summary>First address behind it.</summary>
    public ulong End;

    /// <summary>Pages of tables the range needs: below the top level one for each 512 GiB, 1 GiB and 2 MiB it touches.</summary>
    public static ulong TableCount(ulong start, ulong end) => Touched(start, end, 39) + Touched(start, end, 30) + Touched(start, end, 21);

    /// <summary>Makes the tables from cleared memory, with a capability for each, highest level first.</summary>
    public static void MakeTables(RootAddressSpace* space, RootSlots* root, ulong tables)
    {
        for (int shift = 39; shift >= 21; shift -= 9)
        {
            ulong span = 1ul << shift;
            for (ulong address = space->Start & ~(span - 1); address < space->End; address += span)
            {
                *Entry(space, address, shift) = tables | Present | Writable | User;
                RootSlots.Append(root, TableCapability((ulong)Machine.ToPointer(tables), shift, address));
                tables += PageBytes;
            }
        }
    }

    /// <summary>Maps a page and returns its capability.</summary>
    public static Capability Map(RootAddressSpace* space, ulong address, ulong frame, uint flags)
    {
        ulong rights = Present | User;
        rights |= (flags & BootElfSegment.Writable) != 0 ? Writable : 0;
        rights |= (flags & BootElfSegment.Executable) == 0 ? NoExecute : 0;
        *Entry(space, address, 12) = frame | rights;
        return FrameCapability.Create(
            (ulong)Machine.ToPointer(frame), FrameSizeClass.Small, VmRights.ReadWrite, false, FrameMapType.VSpace, Asid, address).Value;
    }

    private static ulong Touched(ulong start, ulong end, int shift) => ((end - 1) >> shift) - (start >> shift) + 1;

    /// <summary>The entry for an address in the table that maps pieces of 2^shift bytes; the levels above it are in place.</summary>
    private static ulong* Entry(RootAddressSpace* space, ulong address, int shift)
    {
        ulong* table = space->Pml4;
        for (int level = 39; level > shift; level -= 9)
        {
            table = (ulong*)Machine.ToPointer(table[(address >> level) & 511] & 0x000f_ffff_ffff_f000);
        }

        return table + ((address >> shift) & 511);
    }

    private static Capability TableCapability(ulong table, int shift, ulong address) => shift switch
    {
        39 => PageDirectoryPointerTableCapability.Create(table, true, Asid, address).Value,
        30 => PageDirectoryCapability.Create(table, true, Asid, address).Value,
        _ => PageTableCapability.Create(table, true, Asid, address).Value,
    };
}
