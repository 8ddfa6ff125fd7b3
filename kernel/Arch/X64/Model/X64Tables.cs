// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Page tables, page directories and page-directory-pointer tables, which differ in their level only.</summary>
/// <remarks>Their capabilities have one layout, so one view serves for all; the tag says the level.</remarks>
public static unsafe class X64Tables
{
    private const ulong TagMask = 0x1f;

    /// <summary>Whether a capability is one of them.</summary>
    public static bool IsTable(CapabilityType type) =>
        type is CapabilityType.PageTable or CapabilityType.PageDirectory or CapabilityType.PageDirectoryPointerTable;

    /// <summary>The view of any of them.</summary>
    public static PageTableCapability View(Capability capability)
    {
        Retag(capability, CapabilityType.PageTable).TryAsPageTable(out PageTableCapability view);
        return view;
    }

    /// <summary>The capability of a view, of the type it was made from.</summary>
    public static Capability Retag(Capability capability, CapabilityType type) =>
        new((capability.Word0 & ~TagMask) | (ulong)type, capability.Word1);

    /// <summary>Shift of the entry that a table of this type is put into: 21, 30 or 39.</summary>
    public static int EntryShift(CapabilityType type) =>
        ObjectSizes.PageBits + (ObjectSizes.PageTableIndexBits * (type - CapabilityType.PageTable + 1));

    /// <summary>Takes a table out of the address space it is mapped in, where it still is.</summary>
    public static void Unmap(CapabilityType type, PageTableCapability table)
    {
        ulong* root = X64Asids.FindRoot(table.MappedAsid);
        if (root == null)
        {
            return;
        }

        ulong* entry = X64Paging.Find(root, table.MappedAddress, EntryShift(type), out _);
        if (entry != null
            && X64PageEntry.IsTable(*entry)
            && (*entry & X64PageEntry.AddressMask) == Machine.ToPhysical((void*)table.ObjectAddress))
        {
            *entry = 0;
            X64Tlb.InvalidateSpace(table.MappedAsid);
        }
    }
}
