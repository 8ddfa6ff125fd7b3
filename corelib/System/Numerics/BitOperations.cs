// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace System.Numerics;

/// <summary>Counting and moving bits.</summary>
public static class BitOperations
{
    /// <summary>Zero bits above the highest set one; all of them for zero.</summary>
    [Intrinsic]
    public static int LeadingZeroCount(uint value)
    {
        int count = 32;
        while (value != 0)
        {
            value >>= 1;
            count--;
        }

        return count;
    }

    /// <summary>Zero bits above the highest set one; all of them for zero.</summary>
    [Intrinsic]
    public static int LeadingZeroCount(ulong value)
    {
        int count = 64;
        while (value != 0)
        {
            value >>= 1;
            count--;
        }

        return count;
    }

    /// <summary>Zero bits above the highest set one; all of them for zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LeadingZeroCount(nuint value) => LeadingZeroCount((ulong)value);

    /// <summary>Zero bits below the lowest set one; all of them for zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TrailingZeroCount(int value) => TrailingZeroCount((uint)value);

    /// <summary>Zero bits below the lowest set one; all of them for zero.</summary>
    [Intrinsic]
    public static int TrailingZeroCount(uint value) => value == 0 ? 32 : 31 - LeadingZeroCount(value & (0u - value));

    /// <summary>Zero bits below the lowest set one; all of them for zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TrailingZeroCount(long value) => TrailingZeroCount((ulong)value);

    /// <summary>Zero bits below the lowest set one; all of them for zero.</summary>
    [Intrinsic]
    public static int TrailingZeroCount(ulong value) => value == 0 ? 64 : 63 - LeadingZeroCount(value & (0ul - value));

    /// <summary>Zero bits below the lowest set one; all of them for zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TrailingZeroCount(nuint value) => TrailingZeroCount((ulong)value);

    /// <summary>Place of the highest set bit; zero for zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Log2(uint value) => 31 ^ LeadingZeroCount(value | 1);

    /// <summary>Place of the highest set bit; zero for zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Log2(ulong value) => 63 ^ LeadingZeroCount(value | 1);

    /// <summary>Number of set bits.</summary>
    public static int PopCount(uint value) => PopCount((ulong)value);

    /// <summary>Number of set bits.</summary>
    /// <remarks>Sums of 1, 2, 4 and 8 bits side by side; the multiplication adds the bytes into the highest one.</remarks>
    public static int PopCount(ulong value)
    {
        value -= (value >> 1) & 0x5555555555555555;
        value = (value & 0x3333333333333333) + ((value >> 2) & 0x3333333333333333);
        value = (value + (value >> 4)) & 0x0f0f0f0f0f0f0f0f;
        return (int)((value * 0x0101010101010101) >> 56);
    }

    /// <summary>Whether exactly one bit is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPow2(uint value) => value != 0 && (value & (value - 1)) == 0;

    /// <summary>Whether exactly one bit is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPow2(ulong value) => value != 0 && (value & (value - 1)) == 0;

    /// <summary>The smallest power of two that is not less.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong RoundUpToPowerOf2(ulong value) => value <= 1 ? value : 1ul << ((64 - LeadingZeroCount(value - 1)) & 63);

    /// <summary>Moves bits up, those that leave come in below.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint RotateLeft(uint value, int offset) => (value << offset) | (value >> (32 - offset));

    /// <summary>Moves bits up, those that leave come in below.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong RotateLeft(ulong value, int offset) => (value << offset) | (value >> (64 - offset));

    /// <summary>Moves bits down, those that leave come in above.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint RotateRight(uint value, int offset) => (value >> offset) | (value << (32 - offset));

    /// <summary>Moves bits down, those that leave come in above.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong RotateRight(ulong value, int offset) => (value >> offset) | (value << (64 - offset));
}
