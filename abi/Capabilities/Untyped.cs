// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Capabilities;

/// <summary>Memory that objects are made from.</summary>
[CapabilityLayout(1, NamesObject = true)]
public struct Untyped
{
    /// <summary>Its size, as a power of two.</summary>
    [Bits(0, 6, Word = 1)]
    public int SizeBits;

    /// <summary>Whether it is device memory.</summary>
    [Bits(6, 1, Word = 1)]
    public bool IsDevice;

    /// <summary>Where free memory begins, in units of 16 bytes from the object's start.</summary>
    [Bits(20, 44, Word = 1)]
    public ulong FreeIndex;

    /// <summary>How far memory behind that is known to hold zeros, in units of the kernel's choice from the object's start: low
    /// bits.</summary>
    [Bits(7, 13, Word = 1)]
    public ulong ZeroedUnitsLow;

    /// <summary>Its high bits.</summary>
    [Bits(5, 11, Word = 0)]
    public ulong ZeroedUnitsHigh;
}
