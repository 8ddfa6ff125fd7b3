// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Calls;

/// <summary>Guard of a CNode capability, as given to Mint, Mutate and Configure.</summary>
[WordLayout]
[CName("seL4_CNode_CapData")]
public struct CNodeCapData
{
    /// <summary>Bits that an address must have before those that index the CNode.</summary>
    [Bits(6, 58)]
    public ulong Guard;

    /// <summary>Number of guard bits.</summary>
    [Bits(0, 6)]
    public ulong GuardSize;
}
