// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.X64;

/// <summary>Objects that every x86 has.</summary>
[Continues(typeof(ObjectType), CountBefore = "seL4_ModeObjectTypeCount")]
public enum PagingObjectType : ulong
{
    /// <summary>Frame of 4 KiB.</summary>
    [CName("seL4_X86_4K")]
    Page4K,

    /// <summary>Frame of 2 MiB.</summary>
    [CName("seL4_X86_LargePageObject")]
    LargePage,

    /// <summary>First level of an address space.</summary>
    [CName("seL4_X86_PageTableObject")]
    PageTable,

    /// <summary>Second level of an address space.</summary>
    [CName("seL4_X86_PageDirectoryObject")]
    PageDirectory,

    /// <summary>Level of a device's address space.</summary>
    [Only(Feature.IoMmu)]
    [CName("seL4_X86_IOPageTableObject")]
    IoPageTable,

    /// <summary>Number of types.</summary>
    [CName("seL4_ObjectTypeCount")]
    Count,
}
