// SPDX-License-Identifier: BSD-2-Clause
#pragma warning disable CS8500 // Pointers to any type are what this class is for.
using System.Diagnostics.CodeAnalysis;

namespace System.Runtime.CompilerServices;

/// <summary>References and pointers without checks.</summary>
/// <remarks>The code generator knows these members; the bodies are what they mean.</remarks>
public static unsafe class Unsafe
{
    /// <summary>The reference a number of elements further on.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T Add<T>(ref T source, int elementOffset)
        => ref *(T*)((nint)AsPointer(ref source) + ((nint)elementOffset * sizeof(T)));

    /// <summary>The reference a number of elements further on.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T Add<T>(ref T source, nint elementOffset)
        => ref *(T*)((nint)AsPointer(ref source) + (elementOffset * sizeof(T)));

    /// <summary>The reference a number of elements further on.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T Add<T>(ref T source, nuint elementOffset)
        => ref *(T*)((nuint)AsPointer(ref source) + (elementOffset * (nuint)sizeof(T)));

    /// <summary>The reference a number of bytes further on.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T AddByteOffset<T>(ref T source, nint byteOffset) => ref *(T*)((nint)AsPointer(ref source) + byteOffset);

    /// <summary>The reference a number of bytes further on.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T AddByteOffset<T>(ref T source, nuint byteOffset) => ref *(T*)((nuint)AsPointer(ref source) + byteOffset);

    /// <summary>Bytes from one reference to another.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint ByteOffset<T>(ref readonly T origin, ref readonly T target)
        => (nint)AsPointer(ref AsRef(in target)) - (nint)AsPointer(ref AsRef(in origin));

    /// <summary>Whether two references are the same.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreSame<T>(ref readonly T left, ref readonly T right)
        => AsPointer(ref AsRef(in left)) == AsPointer(ref AsRef(in right));

    /// <summary>The reference under another type.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref TTo As<TFrom, TTo>(ref TFrom source) => ref *(TTo*)AsPointer(ref source);

    /// <summary>The bits under another type of the same size.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TTo BitCast<TFrom, TTo>(TFrom source)
        where TFrom : struct
        where TTo : struct => ReadUnaligned<TTo>(ref As<TFrom, byte>(ref source));

    /// <summary>The reference as a pointer; the caller knows that the target does not move.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void* AsPointer<T>(ref readonly T value)
        where T : allows ref struct => AsPointer(in value);

    /// <summary>The pointer as a reference.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T AsRef<T>(void* source) => ref *(T*)source;

    /// <summary>The reference, to be written.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T AsRef<T>(scoped ref readonly T source)
        where T : allows ref struct => ref AsRef(in source);

    /// <summary>Whether a reference is null.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNullRef<T>(ref readonly T source) => AsPointer(ref AsRef(in source)) == null;

    /// <summary>A null reference.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T NullRef<T>() => ref *(T*)null;

    /// <summary>Bytes in a value.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SizeOf<T>()
        where T : allows ref struct => sizeof(T);

    /// <summary>Leaves a variable as it is.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SkipInit<T>(out T value)
        where T : allows ref struct => SkipInit(out value);

    /// <summary>Reads a value at any address.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReadUnaligned<T>(void* source) => *(T*)source;

    /// <summary>Reads a value at any address.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReadUnaligned<T>(ref readonly byte source) => *(T*)AsPointer(ref AsRef(in source));

    /// <summary>Writes a value at any address.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteUnaligned<T>(void* destination, T value) => *(T*)destination = value;

    /// <summary>Writes a value at any address.</summary>
    [Intrinsic]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteUnaligned<T>(ref byte destination, T value) => *(T*)AsPointer(ref destination) = value;
}
