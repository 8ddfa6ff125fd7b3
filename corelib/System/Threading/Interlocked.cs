// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace System.Threading;

/// <summary>Operations that other processors see whole.</summary>
/// <remarks>The code generator replaces the bodies by the processor's instructions.</remarks>
public static class Interlocked
{
    /// <summary>Writes a value if the old one is as expected; returns the old one.</summary>
    [Intrinsic]
    public static int CompareExchange(ref int location1, int value, int comparand) => CompareExchange(ref location1, value, comparand);

    /// <summary>Writes a value; returns the old one.</summary>
    [Intrinsic]
    public static int Exchange(ref int location1, int value) => Exchange(ref location1, value);

    /// <summary>Adds; returns the old value.</summary>
    [Intrinsic]
    private static int ExchangeAdd(ref int location1, int value) => ExchangeAdd(ref location1, value);

    /// <summary>Adds; returns the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Add(ref int location1, int value) => ExchangeAdd(ref location1, value) + value;

    /// <summary>Adds one; returns the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Increment(ref int location) => Add(ref location, 1);

    /// <summary>Takes one away; returns the rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Decrement(ref int location) => Add(ref location, -1);

    /// <summary>Keeps the bits of a mask; returns the old value.</summary>
    public static int And(ref int location1, int value)
    {
        int old = location1;
        while (true)
        {
            int seen = CompareExchange(ref location1, old & value, old);
            if (seen == old)
            {
                return old;
            }

            old = seen;
        }
    }

    /// <summary>Sets the bits of a mask; returns the old value.</summary>
    public static int Or(ref int location1, int value)
    {
        int old = location1;
        while (true)
        {
            int seen = CompareExchange(ref location1, old | value, old);
            if (seen == old)
            {
                return old;
            }

            old = seen;
        }
    }

    /// <summary>Writes a value if the old one is as expected; returns the old one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint CompareExchange(ref uint location1, uint value, uint comparand)
        => (uint)CompareExchange(ref Unsafe.As<uint, int>(ref location1), (int)value, (int)comparand);

    /// <summary>Writes a value; returns the old one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Exchange(ref uint location1, uint value) => (uint)Exchange(ref Unsafe.As<uint, int>(ref location1), (int)value);

    /// <summary>Adds; returns the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Add(ref uint location1, uint value) => (uint)Add(ref Unsafe.As<uint, int>(ref location1), (int)value);

    /// <summary>Adds one; returns the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Increment(ref uint location) => Add(ref location, 1);

    /// <summary>Takes one away; returns the rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Decrement(ref uint location) => Add(ref location, uint.MaxValue);

    /// <summary>Keeps the bits of a mask; returns the old value.</summary>
    public static uint And(ref uint location1, uint value)
    {
        uint old = location1;
        while (true)
        {
            uint seen = CompareExchange(ref location1, old & value, old);
            if (seen == old)
            {
                return old;
            }

            old = seen;
        }
    }

    /// <summary>Sets the bits of a mask; returns the old value.</summary>
    public static uint Or(ref uint location1, uint value)
    {
        uint old = location1;
        while (true)
        {
            uint seen = CompareExchange(ref location1, old | value, old);
            if (seen == old)
            {
                return old;
            }

            old = seen;
        }
    }

    /// <summary>Writes a value if the old one is as expected; returns the old one.</summary>
    [Intrinsic]
    public static long CompareExchange(ref long location1, long value, long comparand) => CompareExchange(ref location1, value, comparand);

    /// <summary>Writes a value; returns the old one.</summary>
    [Intrinsic]
    public static long Exchange(ref long location1, long value) => Exchange(ref location1, value);

    /// <summary>Adds; returns the old value.</summary>
    [Intrinsic]
    private static long ExchangeAdd(ref long location1, long value) => ExchangeAdd(ref location1, value);

    /// <summary>Adds; returns the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Add(ref long location1, long value) => ExchangeAdd(ref location1, value) + value;

    /// <summary>Adds one; returns the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Increment(ref long location) => Add(ref location, 1);

    /// <summary>Takes one away; returns the rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Decrement(ref long location) => Add(ref location, -1);

    /// <summary>Keeps the bits of a mask; returns the old value.</summary>
    public static long And(ref long location1, long value)
    {
        long old = location1;
        while (true)
        {
            long seen = CompareExchange(ref location1, old & value, old);
            if (seen == old)
            {
                return old;
            }

            old = seen;
        }
    }

    /// <summary>Sets the bits of a mask; returns the old value.</summary>
    public static long Or(ref long location1, long value)
    {
        long old = location1;
        while (true)
        {
            long seen = CompareExchange(ref location1, old | value, old);
            if (seen == old)
            {
                return old;
            }

            old = seen;
        }
    }

    /// <summary>Writes a value if the old one is as expected; returns the old one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong CompareExchange(ref ulong location1, ulong value, ulong comparand)
        => (ulong)CompareExchange(ref Unsafe.As<ulong, long>(ref location1), (long)value, (long)comparand);

    /// <summary>Writes a value; returns the old one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Exchange(ref ulong location1, ulong value) => (ulong)Exchange(ref Unsafe.As<ulong, long>(ref location1), (long)value);

    /// <summary>Adds; returns the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ref ulong location1, ulong value) => (ulong)Add(ref Unsafe.As<ulong, long>(ref location1), (long)value);

    /// <summary>Adds one; returns the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Increment(ref ulong location) => Add(ref location, 1);

    /// <summary>Takes one away; returns the rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Decrement(ref ulong location) => Add(ref location, ulong.MaxValue);

    /// <summary>Keeps the bits of a mask; returns the old value.</summary>
    public static ulong And(ref ulong location1, ulong value)
    {
        ulong old = location1;
        while (true)
        {
            ulong seen = CompareExchange(ref location1, old & value, old);
            if (seen == old)
            {
                return old;
            }

            old = seen;
        }
    }

    /// <summary>Sets the bits of a mask; returns the old value.</summary>
    public static ulong Or(ref ulong location1, ulong value)
    {
        ulong old = location1;
        while (true)
        {
            ulong seen = CompareExchange(ref location1, old | value, old);
            if (seen == old)
            {
                return old;
            }

            old = seen;
        }
    }

    /// <summary>Writes a value if the old one is as expected; returns the old one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint CompareExchange(ref nint location1, nint value, nint comparand)
        => (nint)CompareExchange(ref Unsafe.As<nint, long>(ref location1), (long)value, (long)comparand);

    /// <summary>Writes a value; returns the old one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Exchange(ref nint location1, nint value) => (nint)Exchange(ref Unsafe.As<nint, long>(ref location1), (long)value);

    /// <summary>Writes a value if the old one is as expected; returns the old one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint CompareExchange(ref nuint location1, nuint value, nuint comparand)
        => (nuint)CompareExchange(ref Unsafe.As<nuint, long>(ref location1), (long)value, (long)comparand);

    /// <summary>Writes a value; returns the old one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint Exchange(ref nuint location1, nuint value) => (nuint)Exchange(ref Unsafe.As<nuint, long>(ref location1), (long)value);

    /// <summary>Keeps accesses on either side apart.</summary>
    [Intrinsic]
    public static void MemoryBarrier() => MemoryBarrier();
}
