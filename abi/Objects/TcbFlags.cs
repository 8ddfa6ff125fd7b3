// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;
using System;

namespace Caprock.Abi.Objects;

/// <summary>Flags of a thread that SetFlags changes.</summary>
[Flags]
[CEnum("seL4_TCBFlag", Prefix = "seL4_TCBFlag_")]
public enum TcbFlags : ulong
{
    /// <summary>None.</summary>
    [CName("seL4_TCBFlag_NoFlag")]
    None = 0,

    /// <summary>The thread has no floating-point state: using it is a fault.</summary>
    [CName("seL4_TCBFlag_fpuDisabled")]
    FpuDisabled = 1,

    /// <summary>Every flag there is.</summary>
    [CName("seL4_TCBFlag_MASK")]
    All = FpuDisabled,
}
