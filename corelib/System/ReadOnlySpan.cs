// SPDX-License-Identifier: BSD-2-Clause
#pragma warning disable CS8500 // A span at an address may have any element type; the caller answers for it.
using System.Runtime.CompilerServices;

namespace System;

/// <summary>A run of elements in memory that are only read; every access is checked.</summary>
public readonly ref struct ReadOnlySpan<T>
{
    internal readonly ref T _reference;
    private readonly int _length;

    /// <summary>Covers memory at an address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe ReadOnlySpan(void* pointer, int length)
    {
        if (length < 0)
        {
            Panic.ArgumentOutOfRange();
        }

        _reference = ref *(T*)pointer;
        _length = length;
    }

    /// <summary>Covers one element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan(ref readonly T reference)
    {
        _reference = ref Unsafe.AsRef(in reference);
        _length = 1;
    }

    /// <summary>Covers an array; the compiler wants it for literals, and no array exists to be given.</summary>
    public ReadOnlySpan(T[]? array)
        : this(array, 0, array is null ? 0 : array.Length)
    {
    }

    /// <summary>Covers part of an array; the compiler wants it for literals, and no array exists to be given.</summary>
    public ReadOnlySpan(T[]? array, int start, int length)
    {
        _ = array;
        _ = start;
        _reference = ref Unsafe.NullRef<T>();
        _length = 0;
        if (length != 0)
        {
            Panic.ArgumentOutOfRange();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ReadOnlySpan(ref T reference, int length)
    {
        _reference = ref reference;
        _length = length;
    }

    /// <summary>No elements.</summary>
    public static ReadOnlySpan<T> Empty => default;

    /// <summary>Number of elements.</summary>
    public int Length
    {
        [Intrinsic]
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _length;
    }

    /// <summary>Whether there are no elements.</summary>
    public bool IsEmpty
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _length == 0;
    }

    /// <summary>The element at a place; outside the span the program ends.</summary>
    public ref readonly T this[int index]
    {
        [Intrinsic]
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)index >= (uint)_length)
            {
                Panic.IndexOutOfRange();
            }

            return ref Unsafe.Add(ref _reference, (nint)(uint)index);
        }
    }

    /// <summary>Copies all elements into a span that is at least as long; the two may overlap.</summary>
    public void CopyTo(Span<T> destination)
    {
        if (!TryCopyTo(destination))
        {
            Panic.ArgumentOutOfRange();
        }
    }

    /// <summary>Copies all elements if the destination is long enough.</summary>
    public bool TryCopyTo(Span<T> destination)
    {
        if ((uint)_length > (uint)destination.Length)
        {
            return false;
        }

        SpanHelpers.Memmove(
            ref Unsafe.As<T, byte>(ref destination._reference),
            ref Unsafe.As<T, byte>(ref _reference),
            (nuint)(uint)_length * (nuint)Unsafe.SizeOf<T>());
        return true;
    }

    /// <summary>The elements from a place to the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<T> Slice(int start)
    {
        if ((uint)start > (uint)_length)
        {
            Panic.ArgumentOutOfRange();
        }

        return new ReadOnlySpan<T>(ref Unsafe.Add(ref _reference, (nint)(uint)start), _length - start);
    }

    /// <summary>A number of elements from a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<T> Slice(int start, int length)
    {
        if ((ulong)(uint)start + (uint)length > (uint)_length)
        {
            Panic.ArgumentOutOfRange();
        }

        return new ReadOnlySpan<T>(ref Unsafe.Add(ref _reference, (nint)(uint)start), length);
    }

    /// <summary>The first element, for <c>fixed</c>; null for an empty span.</summary>
    public ref readonly T GetPinnableReference()
    {
        ref T result = ref Unsafe.NullRef<T>();
        if (_length != 0)
        {
            result = ref _reference;
        }

        return ref result;
    }

    /// <summary>Goes through the elements.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Goes through the elements of a span.</summary>
    public ref struct Enumerator
    {
        private readonly ReadOnlySpan<T> _span;
        private int _index;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal Enumerator(ReadOnlySpan<T> span)
        {
            _span = span;
            _index = -1;
        }

        /// <summary>The element reached.</summary>
        public readonly ref readonly T Current
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => ref _span[_index];
        }

        /// <summary>Goes to the next element, if there is one.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext()
        {
            int index = _index + 1;
            if (index >= _span.Length)
            {
                return false;
            }

            _index = index;
            return true;
        }
    }
}
