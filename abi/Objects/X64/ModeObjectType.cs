// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.X64;

/// <summary>Objects of the 64-bit mode.</summary>
[Continues(typeof(ObjectType), CountBefore = "seL4_NonArchObjectTypeCount")]
public enum ModeObjectType : ulong
{
    /// <summary>Third level of an address space.</summary>
    [CName("seL4_X86_PDPTObject")]
    PageDirectoryPointerTable,

    /// <summary>Root of an address space.</summary>
    [CName("seL4_X64_PML4Object")]
    Pml4,

    /// <summary>Frame of 1 GiB.</summary>
    [CName("seL4_X64_HugePageObject")]
    HugePage,
}
