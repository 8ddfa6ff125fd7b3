// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Kernel.Capabilities;

/// <summary>Memory that objects are made from, up to a watermark (FreeIndex, in units of 16 bytes).</summary>
/// <remarks>Behind the watermark, memory up to ZeroedEnd holds zeros; of the rest nothing is known.</remarks>
public readonly unsafe partial struct UntypedCapability
{
    private const int FreeIndexUnitBits = 4;
    private const int ZeroedUnitsLowBits = 13;

    // As many units as 24 bits can count make the whole of the memory.
    private const int MostUnitsBits = 23;

    /// <summary>Size of the memory.</summary>
    public ulong SizeBytes => 1UL << (int)SizeBits;

    /// <summary>Offset of the watermark.</summary>
    public ulong FreeOffset => FreeIndex << FreeIndexUnitBits;

    /// <summary>Offset of the end of zeroed memory; at the watermark or below when there is none.</summary>
    public ulong ZeroedEnd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (ZeroedUnitsLow | (ZeroedUnitsHigh << ZeroedUnitsLowBits)) << ZeroedUnitBits;
    }

    /// <summary>Unit in which the end of zeroed memory is remembered, as a power of two bytes.</summary>
    public int ZeroedUnitBits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => SizeBits > MostUnitsBits + FreeIndexUnitBits ? SizeBits - MostUnitsBits : FreeIndexUnitBits;
    }

    /// <summary>The same memory with its watermark at an offset (a multiple of 16).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public UntypedCapability WithFreeOffset(ulong offset) => WithFreeIndex(offset >> FreeIndexUnitBits);

    /// <summary>The same memory with an end of zeroed memory, rounded down to a unit.</summary>
    public UntypedCapability WithZeroedEnd(ulong offset)
    {
        ulong units = offset >> ZeroedUnitBits;
        return WithZeroedUnitsLow(units).WithZeroedUnitsHigh(units >> ZeroedUnitsLowBits);
    }

    /// <summary>The same memory, all of it handed out.</summary>
    public UntypedCapability WithNothingLeft() => WithFreeOffset(SizeBytes);
}
