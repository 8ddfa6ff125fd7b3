// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Calls;

/// <summary>Device and domain of an I/O space, as given to Mint.</summary>
[WordLayout]
[CName("seL4_X86_IOSpace_CapData")]
public struct IoSpaceCapData
{
    /// <summary>Translation domain, chosen by user level, not zero.</summary>
    [Bits(16, 16)]
    public ulong DomainId;

    /// <summary>PCI bus.</summary>
    [Bits(8, 8)]
    public ulong PciBus;

    /// <summary>PCI device.</summary>
    [Bits(3, 5)]
    public ulong PciDevice;

    /// <summary>PCI function.</summary>
    [Bits(0, 3)]
    public ulong PciFunction;
}
