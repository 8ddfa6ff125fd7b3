// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Capabilities;

/// <summary>Root of an address space.</summary>
[CapabilityLayout(17, NamesObject = true)]
public struct Pml4
{
    /// <summary>Whether it has an identifier.</summary>
    [Bits(5, 1)]
    public bool IsMapped;

    /// <summary>Its identifier.</summary>
    [Bits(0, 12, Word = 1)]
    public ulong Asid;
}
