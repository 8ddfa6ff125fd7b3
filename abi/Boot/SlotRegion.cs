// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Boot;

/// <summary>A run of slots.</summary>
[Record]
[CName("seL4_SlotRegion")]
public struct SlotRegion
{
    /// <summary>First slot.</summary>
    [CName("start")]
    public ulong Start;

    /// <summary>First slot behind.</summary>
    [CName("end")]
    public ulong End;
}
