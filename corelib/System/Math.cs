// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>Arithmetic on integers.</summary>
public static class Math
{
    /// <summary>The smaller value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static sbyte Min(sbyte val1, sbyte val2) => val1 <= val2 ? val1 : val2;

    /// <summary>The larger value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static sbyte Max(sbyte val1, sbyte val2) => val1 >= val2 ? val1 : val2;

    /// <summary>The smaller value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Min(byte val1, byte val2) => val1 <= val2 ? val1 : val2;

    /// <summary>The larger value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Max(byte val1, byte val2) => val1 >= val2 ? val1 : val2;

    /// <summary>The smaller value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static short Min(short val1, short val2) => val1 <= val2 ? val1 : val2;

    /// <summary>The larger value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static short Max(short val1, short val2) => val1 >= val2 ? val1 : val2;

    /// <summary>The smaller value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort Min(ushort val1, ushort val2) => val1 <= val2 ? val1 : val2;

    /// <summary>The larger value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort Max(ushort val1, ushort val2) => val1 >= val2 ? val1 : val2;

    /// <summary>The smaller value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Min(int val1, int val2) => val1 <= val2 ? val1 : val2;

    /// <summary>The larger value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Max(int val1, int val2) => val1 >= val2 ? val1 : val2;

    /// <summary>The smaller value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Min(uint val1, uint val2) => val1 <= val2 ? val1 : val2;

    /// <summary>The larger value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Max(uint val1, uint val2) => val1 >= val2 ? val1 : val2;

    /// <summary>The smaller value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Min(long val1, long val2) => val1 <= val2 ? val1 : val2;

    /// <summary>The larger value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Max(long val1, long val2) => val1 >= val2 ? val1 : val2;

    /// <summary>The smaller value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Min(ulong val1, ulong val2) => val1 <= val2 ? val1 : val2;

    /// <summary>The larger value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Max(ulong val1, ulong val2) => val1 >= val2 ? val1 : val2;

    /// <summary>The smaller value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Min(nint val1, nint val2) => val1 <= val2 ? val1 : val2;

    /// <summary>The larger value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Max(nint val1, nint val2) => val1 >= val2 ? val1 : val2;

    /// <summary>The smaller value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint Min(nuint val1, nuint val2) => val1 <= val2 ? val1 : val2;

    /// <summary>The larger value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint Max(nuint val1, nuint val2) => val1 >= val2 ? val1 : val2;

    /// <summary>The value, brought between two bounds.</summary>
    public static byte Clamp(byte value, byte min, byte max)
    {
        if (min > max)
        {
            Panic.ArgumentOutOfRange();
        }

        return value < min ? min : value > max ? max : value;
    }

    /// <summary>The value, brought between two bounds.</summary>
    public static ushort Clamp(ushort value, ushort min, ushort max)
    {
        if (min > max)
        {
            Panic.ArgumentOutOfRange();
        }

        return value < min ? min : value > max ? max : value;
    }

    /// <summary>The value, brought between two bounds.</summary>
    public static int Clamp(int value, int min, int max)
    {
        if (min > max)
        {
            Panic.ArgumentOutOfRange();
        }

        return value < min ? min : value > max ? max : value;
    }

    /// <summary>The value, brought between two bounds.</summary>
    public static uint Clamp(uint value, uint min, uint max)
    {
        if (min > max)
        {
            Panic.ArgumentOutOfRange();
        }

        return value < min ? min : value > max ? max : value;
    }

    /// <summary>The value, brought between two bounds.</summary>
    public static long Clamp(long value, long min, long max)
    {
        if (min > max)
        {
            Panic.ArgumentOutOfRange();
        }

        return value < min ? min : value > max ? max : value;
    }

    /// <summary>The value, brought between two bounds.</summary>
    public static ulong Clamp(ulong value, ulong min, ulong max)
    {
        if (min > max)
        {
            Panic.ArgumentOutOfRange();
        }

        return value < min ? min : value > max ? max : value;
    }

    /// <summary>The value, brought between two bounds.</summary>
    public static nint Clamp(nint value, nint min, nint max)
    {
        if (min > max)
        {
            Panic.ArgumentOutOfRange();
        }

        return value < min ? min : value > max ? max : value;
    }

    /// <summary>The value, brought between two bounds.</summary>
    public static nuint Clamp(nuint value, nuint min, nuint max)
    {
        if (min > max)
        {
            Panic.ArgumentOutOfRange();
        }

        return value < min ? min : value > max ? max : value;
    }

    /// <summary>The value without its sign; the smallest value has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Abs(int value) => value < 0 ? checked(-value) : value;

    /// <summary>The value without its sign; the smallest value has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Abs(long value) => value < 0 ? checked(-value) : value;

    /// <summary>High and low half of a product of 64-bit numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong BigMul(ulong a, ulong b, out ulong low)
    {
        ulong lowLow = (ulong)(uint)a * (uint)b;
        ulong middle = (ulong)(uint)a * (uint)(b >> 32) + (lowLow >> 32);
        ulong middle2 = (ulong)(uint)(a >> 32) * (uint)b + (uint)middle;
        low = (middle2 << 32) | (uint)lowLow;
        return (ulong)(uint)(a >> 32) * (uint)(b >> 32) + (middle >> 32) + (middle2 >> 32);
    }

    /// <summary>The product of 32-bit numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong BigMul(uint a, uint b) => (ulong)a * b;

    /// <summary>The product of 32-bit numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long BigMul(int a, int b) => (long)a * b;

    /// <summary>Quotient and remainder.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (ulong Quotient, ulong Remainder) DivRem(ulong left, ulong right)
    {
        ulong quotient = left / right;
        return (quotient, left - (quotient * right));
    }

    /// <summary>Where the code generator looks for checked conversion of floating-point numbers; the symbol does not exist.</summary>
    [RuntimeImport("RhpDblToInt32Checked")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int ConvertToInt32Checked(double value);

    /// <summary>Where the code generator looks for checked conversion of floating-point numbers; the symbol does not exist.</summary>
    [RuntimeImport("RhpDblToUInt32Checked")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern uint ConvertToUInt32Checked(double value);

    /// <summary>Where the code generator looks for checked conversion of floating-point numbers; the symbol does not exist.</summary>
    [RuntimeImport("RhpDblToInt64Checked")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern long ConvertToInt64Checked(double value);

    /// <summary>Where the code generator looks for checked conversion of floating-point numbers; the symbol does not exist.</summary>
    [RuntimeImport("RhpDblToUInt64Checked")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern ulong ConvertToUInt64Checked(double value);
}
