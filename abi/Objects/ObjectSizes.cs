// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects;

/// <summary>Sizes of objects in bytes, as powers of two, and how their entries divide them.</summary>
public static class ObjectSizes
{
    /// <summary>Slot of a CNode.</summary>
    [CName("seL4_SlotBits")]
    public const int SlotBits = 5;

    /// <summary>Thread control block.</summary>
    [CName("seL4_TCBBits")]
    [Instead(Feature.XSave, 12)]
    public const int TcbBits = 11;

    /// <summary>Endpoint.</summary>
    [CName("seL4_EndpointBits")]
    public const int EndpointBits = 4;

    /// <summary>Notification.</summary>
    [CName("seL4_NotificationBits")]
    public const int NotificationBits = 6;

    /// <summary>Reply object.</summary>
    [CName("seL4_ReplyBits")]
    public const int ReplyBits = 5;

    /// <summary>Smallest scheduling context.</summary>
    [CName("seL4_MinSchedContextBits")]
    public const int MinimumSchedContextBits = 7;

    /// <summary>Frame of 4 KiB.</summary>
    [CName("seL4_PageBits")]
    public const int PageBits = 12;

    /// <summary>Frame of 2 MiB.</summary>
    [CName("seL4_LargePageBits")]
    public const int LargePageBits = 21;

    /// <summary>Frame of 1 GiB.</summary>
    [CName("seL4_HugePageBits")]
    public const int HugePageBits = 30;

    /// <summary>Page table.</summary>
    [CName("seL4_PageTableBits")]
    public const int PageTableBits = 12;

    /// <summary>Entry of a page table.</summary>
    [CName("seL4_PageTableEntryBits")]
    public const int PageTableEntryBits = 3;

    /// <summary>Entries of a page table.</summary>
    [CName("seL4_PageTableIndexBits")]
    public const int PageTableIndexBits = 9;

    /// <summary>Page directory.</summary>
    [CName("seL4_PageDirBits")]
    public const int PageDirectoryBits = 12;

    /// <summary>Entry of a page directory.</summary>
    [CName("seL4_PageDirEntryBits")]
    public const int PageDirectoryEntryBits = 3;

    /// <summary>Entries of a page directory.</summary>
    [CName("seL4_PageDirIndexBits")]
    public const int PageDirectoryIndexBits = 9;

    /// <summary>Page-directory-pointer table.</summary>
    [Architecture(Isa.X64)]
    [CName("seL4_PDPTBits")]
    public const int PageDirectoryPointerTableBits = 12;

    /// <summary>Entry of a page-directory-pointer table.</summary>
    [Architecture(Isa.X64)]
    [CName("seL4_PDPTEntryBits")]
    public const int PageDirectoryPointerTableEntryBits = 3;

    /// <summary>Entries of a page-directory-pointer table.</summary>
    [Architecture(Isa.X64)]
    [CName("seL4_PDPTIndexBits")]
    public const int PageDirectoryPointerTableIndexBits = 9;

    /// <summary>Root of an address space.</summary>
    [Architecture(Isa.X64)]
    [CName("seL4_PML4Bits")]
    public const int Pml4Bits = 12;

    /// <summary>Entry of the root.</summary>
    [Architecture(Isa.X64)]
    [CName("seL4_PML4EntryBits")]
    public const int Pml4EntryBits = 3;

    /// <summary>Entries of the root.</summary>
    [Architecture(Isa.X64)]
    [CName("seL4_PML4IndexBits")]
    public const int Pml4IndexBits = 9;

    /// <summary>Second-highest level.</summary>
    [Architecture(Isa.Arm64)]
    [CName("seL4_PUDBits")]
    public const int PageUpperDirectoryBits = 12;

    /// <summary>Entry of the second-highest level.</summary>
    [Architecture(Isa.Arm64)]
    [CName("seL4_PUDEntryBits")]
    public const int PageUpperDirectoryEntryBits = 3;

    /// <summary>Entries of the second-highest level.</summary>
    [Architecture(Isa.Arm64)]
    [CName("seL4_PUDIndexBits")]
    public const int PageUpperDirectoryIndexBits = 9;

    /// <summary>Highest level.</summary>
    [Architecture(Isa.Arm64)]
    [CName("seL4_PGDBits")]
    public const int PageGlobalDirectoryBits = 12;

    /// <summary>Entry of the highest level.</summary>
    [Architecture(Isa.Arm64)]
    [CName("seL4_PGDEntryBits")]
    public const int PageGlobalDirectoryEntryBits = 3;

    /// <summary>Entries of the highest level.</summary>
    [Architecture(Isa.Arm64)]
    [CName("seL4_PGDIndexBits")]
    public const int PageGlobalDirectoryIndexBits = 9;

    /// <summary>Root of an address space, whatever it is called.</summary>
    [CName("seL4_VSpaceBits")]
    public const int VSpaceBits = 12;

    /// <summary>Entry of the root, whatever it is called.</summary>
    [Architecture(Isa.Arm64)]
    [CName("seL4_VSpaceEntryBits")]
    public const int VSpaceEntryBits = 3;

    /// <summary>Entries of the root, whatever it is called.</summary>
    [Architecture(Isa.Arm64)]
    [CName("seL4_VSpaceIndexBits")]
    public const int VSpaceIndexBits = 9;

    /// <summary>Pool of address-space identifiers.</summary>
    [CName("seL4_ASIDPoolBits")]
    public const int AsidPoolBits = 12;

    /// <summary>I/O page table.</summary>
    [CName("seL4_IOPageTableBits")]
    public const int IoPageTableBits = 12;

    /// <summary>Entry of an I/O page table.</summary>
    [Architecture(Isa.X64)]
    [CName("seL4_IOPageTableEntryBits")]
    public const int IoPageTableEntryBits = 3;

    /// <summary>Entries of an I/O page table.</summary>
    [Architecture(Isa.X64)]
    [CName("seL4_IOPageTableIndexBits")]
    public const int IoPageTableIndexBits = 9;

    /// <summary>Virtual processor.</summary>
    [CName("seL4_VCPUBits")]
    [Instead(Isa.Arm64, 12)]
    public const int VirtualProcessorBits = 14;
}
