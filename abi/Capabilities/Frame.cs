// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Capabilities;

/// <summary>A frame of memory.</summary>
[CapabilityLayout(13, NamesObject = true)]
public struct Frame
{
    /// <summary>Its size.</summary>
    [Bits(5, 2)]
    public FrameSizeClass SizeClass;

    /// <summary>What the capability lets user level do with it.</summary>
    [Bits(7, 2)]
    public VmRights Rights;

    /// <summary>Whether it is device memory.</summary>
    [Bits(9, 1)]
    public bool IsDevice;

    /// <summary>Where it is mapped.</summary>
    [Bits(10, 2)]
    public FrameMapType MapType;

    /// <summary>Identifier of the address space it is mapped in, zero when it is not.</summary>
    [Bits(0, 12, Word = 1)]
    public ulong MappedAsid;

    /// <summary>Address it is mapped at.</summary>
    [Bits(16, 48, Word = 1, IsSigned = true)]
    public ulong MappedAddress;
}
