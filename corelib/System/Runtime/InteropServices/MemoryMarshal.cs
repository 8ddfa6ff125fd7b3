// SPDX-License-Identifier: BSD-2-Clause
#pragma warning disable CS8500 // Spans over any type.
using System.Runtime.CompilerServices;

namespace System.Runtime.InteropServices;

/// <summary>Spans from references, and under other types.</summary>
public static class MemoryMarshal
{
    /// <summary>Covers elements from a reference on; the caller knows that they are there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<T> CreateSpan<T>(scoped ref T reference, int length) => new(ref Unsafe.AsRef(in reference), length);

    /// <summary>Covers elements from a reference on; the caller knows that they are there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<T> CreateReadOnlySpan<T>(scoped ref readonly T reference, int length)
        => new(ref Unsafe.AsRef(in reference), length);

    /// <summary>The reference to the first element, also of an empty span.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T GetReference<T>(Span<T> span) => ref span._reference;

    /// <summary>The reference to the first element, also of an empty span.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T GetReference<T>(ReadOnlySpan<T> span) => ref span._reference;

    /// <summary>The bytes of the elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<byte> AsBytes<T>(Span<T> span)
        where T : struct => new(ref Unsafe.As<T, byte>(ref span._reference), checked(span.Length * Unsafe.SizeOf<T>()));

    /// <summary>The bytes of the elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> AsBytes<T>(ReadOnlySpan<T> span)
        where T : struct => new(ref Unsafe.As<T, byte>(ref span._reference), checked(span.Length * Unsafe.SizeOf<T>()));

    /// <summary>The same memory as elements of another type; what is left over at the end is not covered.</summary>
    public static Span<TTo> Cast<TFrom, TTo>(Span<TFrom> span)
        where TFrom : struct
        where TTo : struct
        => new(ref Unsafe.As<TFrom, TTo>(ref span._reference), ElementCount<TFrom, TTo>(span.Length));

    /// <summary>The same memory as elements of another type; what is left over at the end is not covered.</summary>
    public static ReadOnlySpan<TTo> Cast<TFrom, TTo>(ReadOnlySpan<TFrom> span)
        where TFrom : struct
        where TTo : struct
        => new(ref Unsafe.As<TFrom, TTo>(ref span._reference), ElementCount<TFrom, TTo>(span.Length));

    /// <summary>Reads a value from the start of a span.</summary>
    public static T Read<T>(ReadOnlySpan<byte> source)
        where T : struct
    {
        if (Unsafe.SizeOf<T>() > source.Length)
        {
            Panic.ArgumentOutOfRange();
        }

        return Unsafe.ReadUnaligned<T>(in source._reference);
    }

    /// <summary>Writes a value to the start of a span.</summary>
    public static void Write<T>(Span<byte> destination, in T value)
        where T : struct
    {
        if (Unsafe.SizeOf<T>() > destination.Length)
        {
            Panic.ArgumentOutOfRange();
        }

        Unsafe.WriteUnaligned(ref destination._reference, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ElementCount<TFrom, TTo>(int length)
        where TFrom : struct
        where TTo : struct
        => checked((int)((ulong)(uint)length * (uint)Unsafe.SizeOf<TFrom>() / (uint)Unsafe.SizeOf<TTo>()));
}
