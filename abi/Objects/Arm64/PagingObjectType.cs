// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.Arm64;

/// <summary>Objects that every Arm has.</summary>
[Continues(typeof(ObjectType), CountBefore = "seL4_ModeObjectTypeCount")]
public enum PagingObjectType : ulong
{
    /// <summary>Frame of 4 KiB.</summary>
    [CName("seL4_ARM_SmallPageObject")]
    Page4K,

    /// <summary>Frame of 2 MiB.</summary>
    [CName("seL4_ARM_LargePageObject")]
    LargePage,

    /// <summary>Level of an address space below its root.</summary>
    [CName("seL4_ARM_PageTableObject")]
    PageTable,

    /// <summary>Number of types.</summary>
    [CName("seL4_ObjectTypeCount")]
    Count,
}
