// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;
using System;

namespace Caprock.Abi.Objects;

/// <summary>Flags of a scheduling context.</summary>
[Flags]
[CEnum("seL4_SchedContextFlag", Prefix = "seL4_SchedContext_")]
public enum SchedContextFlags : ulong
{
    /// <summary>None: execution is also held to a continuous constant bandwidth.</summary>
    [CName("seL4_SchedContext_NoFlag")]
    None = 0,

    /// <summary>Execution is limited by the algorithm of the sporadic server alone.</summary>
    Sporadic = 1,
}
