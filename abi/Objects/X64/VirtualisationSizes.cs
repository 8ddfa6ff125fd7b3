// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.X64;

/// <summary>Sizes of the objects that run virtual machines, as powers of two.</summary>
public static class VirtualisationSizes
{
    /// <summary>Virtual processor.</summary>
    [CName("seL4_X86_VCPUBits")]
    public const int VirtualProcessorBits = 14;

    /// <summary>Root of a guest's extended page tables.</summary>
    [CName("seL4_X86_EPTPML4Bits")]
    public const int EptPml4Bits = 12;

    /// <summary>Entry of the root.</summary>
    [CName("seL4_X86_EPTPML4EntryBits")]
    public const int EptPml4EntryBits = 3;

    /// <summary>Entries of the root.</summary>
    [CName("seL4_X86_EPTPML4IndexBits")]
    public const int EptPml4IndexBits = 9;

    /// <summary>Third level.</summary>
    [CName("seL4_X86_EPTPDPTBits")]
    public const int EptPageDirectoryPointerTableBits = 12;

    /// <summary>Entry of the third level.</summary>
    [CName("seL4_X86_EPTPDPTEntryBits")]
    public const int EptPageDirectoryPointerTableEntryBits = 3;

    /// <summary>Entries of the third level.</summary>
    [CName("seL4_X86_EPTPDPTIndexBits")]
    public const int EptPageDirectoryPointerTableIndexBits = 9;

    /// <summary>Second level.</summary>
    [CName("seL4_X86_EPTPDBits")]
    public const int EptPageDirectoryBits = 12;

    /// <summary>Entry of the second level.</summary>
    [CName("seL4_X86_EPTPDEntryBits")]
    public const int EptPageDirectoryEntryBits = 3;

    /// <summary>Entries of the second level.</summary>
    [CName("seL4_X86_EPTPDIndexBits")]
    public const int EptPageDirectoryIndexBits = 9;

    /// <summary>First level.</summary>
    [CName("seL4_X86_EPTPTBits")]
    public const int EptPageTableBits = 12;

    /// <summary>Entry of the first level.</summary>
    [CName("seL4_X86_EPTPTEntryBits")]
    public const int EptPageTableEntryBits = 3;

    /// <summary>Entries of the first level.</summary>
    [CName("seL4_X86_EPTPTIndexBits")]
    public const int EptPageTableIndexBits = 9;
}
