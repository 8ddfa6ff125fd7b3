// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Capabilities;

/// <summary>Third level of an address space.</summary>
[CapabilityLayout(16, NamesObject = true)]
public struct PageDirectoryPointerTable
{
    /// <summary>Whether it is mapped.</summary>
    [Bits(5, 1)]
    public bool IsMapped;

    /// <summary>Identifier of the address space it is mapped in.</summary>
    [Bits(0, 12, Word = 1)]
    public ulong MappedAsid;

    /// <summary>First address it covers.</summary>
    [Bits(16, 48, Word = 1, IsSigned = true)]
    public ulong MappedAddress;
}
