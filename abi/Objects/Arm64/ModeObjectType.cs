// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.Arm64;

/// <summary>Objects of the 64-bit state.</summary>
[Continues(typeof(ObjectType), CountBefore = "seL4_NonArchObjectTypeCount")]
public enum ModeObjectType : ulong
{
    /// <summary>Frame of 1 GiB.</summary>
    [CName("seL4_ARM_HugePageObject")]
    HugePage,

    /// <summary>Root of an address space.</summary>
    [CName("seL4_ARM_VSpaceObject")]
    VSpace,
}
