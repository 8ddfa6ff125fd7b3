// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Boot;

/// <summary>An untyped object handed to the initial thread.</summary>
[Record]
[CName("seL4_UntypedDesc")]
public struct UntypedDescription
{
    /// <summary>Its physical address.</summary>
    [CName("paddr")]
    public ulong PhysicalAddress;

    /// <summary>Its size, as a power of two.</summary>
    [CName("sizeBits")]
    public byte SizeBits;

    /// <summary>1 when it is device memory.</summary>
    [CName("isDevice")]
    public byte IsDevice;

    /// <summary>Zero.</summary>
    public ushort Reserved0;

    /// <summary>Zero.</summary>
    public uint Reserved1;
}
