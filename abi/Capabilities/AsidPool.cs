// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Capabilities;

/// <summary>A pool of address-space identifiers.</summary>
[CapabilityLayout(19, NamesObject = true)]
public struct AsidPool
{
    /// <summary>Its first identifier.</summary>
    [Bits(0, 12, Word = 1)]
    public ulong AsidBase;
}
