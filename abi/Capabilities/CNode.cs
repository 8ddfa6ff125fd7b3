// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Capabilities;

/// <summary>A table of slots.</summary>
[CapabilityLayout(5, NamesObject = true)]
public struct CNode
{
    /// <summary>Number of slots, as a power of two.</summary>
    [Bits(5, 6)]
    public int Radix;

    /// <summary>Number of guard bits.</summary>
    [Bits(0, 6, Word = 1)]
    public int GuardSize;

    /// <summary>Bits an address must have before those of the index.</summary>
    [Bits(6, 58, Word = 1)]
    public ulong Guard;
}
