// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.X64;

/// <summary>How a guest's memory is cached.</summary>
[CEnum("seL4_X86_EPT_VMAttributes", Prefix = "seL4_X86_EPT_")]
public enum EptVmAttributes : ulong
{
    /// <summary>Older name of write back.</summary>
    [CName("seL4_X86_EPT_Uncached_VMAttributes")]
    Uncached = 6,

    /// <summary>Not cached.</summary>
    Uncacheable = 0,

    /// <summary>Writes are combined.</summary>
    WriteCombining = 1,

    /// <summary>Write through.</summary>
    WriteThrough = 4,

    /// <summary>Write protected.</summary>
    WriteProtected = 5,

    /// <summary>Write back.</summary>
    WriteBack = 6,

    /// <summary>The usual: write back.</summary>
    [CName("seL4_X86_EPT_Default_VMAttributes")]
    Default = 6,
}
