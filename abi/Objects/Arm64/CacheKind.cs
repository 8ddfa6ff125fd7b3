// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;
using System;

namespace Caprock.Abi.Objects.Arm64;

/// <summary>Caches that an operation is about.</summary>
[Flags]
[CEnum("seL4_ARM_CacheType", Prefix = "seL4_ARM_")]
public enum CacheKind : ulong
{
    /// <summary>Instructions.</summary>
    [CName("seL4_ARM_CacheI")]
    Instruction = 1,

    /// <summary>Data.</summary>
    [CName("seL4_ARM_CacheD")]
    Data = 2,

    /// <summary>Both.</summary>
    [CName("seL4_ARM_CacheID")]
    Both = 3,
}
