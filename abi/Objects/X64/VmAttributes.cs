// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.X64;

/// <summary>How memory is cached: selects the processor's memory type for a mapping.</summary>
[CEnum("seL4_X86_VMAttributes", Prefix = "seL4_X86_")]
public enum VmAttributes : ulong
{
    /// <summary>The usual: write back.</summary>
    [CName("seL4_X86_Default_VMAttributes")]
    Default = 0,

    /// <summary>Write back.</summary>
    WriteBack = 0,

    /// <summary>Write through.</summary>
    WriteThrough = 1,

    /// <summary>Not cached, unless the range registers say write combining.</summary>
    CacheDisabled = 2,

    /// <summary>Not cached.</summary>
    Uncacheable = 3,

    /// <summary>Writes are combined.</summary>
    WriteCombining = 4,
}
