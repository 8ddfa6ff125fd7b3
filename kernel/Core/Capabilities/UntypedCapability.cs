// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Capabilities;

/// <summary>Memory that objects are made from, up to a watermark (FreeIndex, in units of 16 bytes).</summary>
/// <remarks>ClearedUnits counts the units of 2^ClearedUnitBits bytes behind the watermark that an interrupted Retype has
/// already cleared; of the rest nothing is known.</remarks>
public readonly unsafe partial struct UntypedCapability
{
    private const int FreeIndexUnitBits = 4;
    private const int SmallestClearedUnitBits = 14;
    private const int ClearedUnitCountBits = 12;

    /// <summary>Size of the memory.</summary>
    public ulong SizeBytes => 1UL << (int)SizeBits;

    /// <summary>Offset of the watermark.</summary>
    public ulong FreeOffset => FreeIndex << FreeIndexUnitBits;

    /// <summary>Unit in which the clearing of memory is remembered, as a power of two bytes.</summary>
    public int ClearedUnitBits
    {
        get
        {
            int proportional = (int)SizeBits - ClearedUnitCountBits;
            return proportional > SmallestClearedUnitBits ? proportional : SmallestClearedUnitBits;
        }
    }

    /// <summary>The same memory with its watermark at an offset (a multiple of 16) and nothing known of what lies behind.</summary>
    public UntypedCapability WithFreeOffset(ulong offset) =>
        WithFreeIndex(offset >> FreeIndexUnitBits).WithClearedUnits(0);

    /// <summary>The same memory, all of it handed out.</summary>
    public UntypedCapability WithNothingLeft() => WithFreeOffset(SizeBytes);
}
