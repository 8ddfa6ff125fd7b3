// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;
using System;

namespace Caprock.Abi.Objects.Arm64;

/// <summary>Attributes of a mapping.</summary>
[Flags]
[CEnum("seL4_ARM_VMAttributes", Prefix = "seL4_ARM_")]
public enum VmAttributes : ulong
{
    /// <summary>Cached.</summary>
    PageCacheable = 1,

    /// <summary>With parity.</summary>
    ParityEnabled = 2,

    /// <summary>The usual.</summary>
    [CName("seL4_ARM_Default_VMAttributes")]
    Default = 3,

    /// <summary>Not executable.</summary>
    ExecuteNever = 4,
}
