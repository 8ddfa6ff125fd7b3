// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace System;

/// <summary>A place counted from the start or from the end.</summary>
public readonly struct Index : IEquatable<Index>
{
    private readonly int _value;

    /// <summary>Counts from the start, or from the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Index(int value, bool fromEnd = false) => _value = fromEnd ? ~value : value;

    /// <summary>The first place.</summary>
    public static Index Start => new(0);

    /// <summary>The place after the last.</summary>
    public static Index End => new(0, true);

    /// <summary>The distance from the start or the end.</summary>
    public int Value => _value < 0 ? ~_value : _value;

    /// <summary>Whether the place is counted from the end.</summary>
    public bool IsFromEnd => _value < 0;

    /// <summary>The place counted from the start.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int GetOffset(int length) => _value < 0 ? _value + length + 1 : _value;

    /// <inheritdoc/>
    public bool Equals(Index other) => _value == other._value;

    /// <inheritdoc/>
    public override bool Equals(object? value) => value is Index other && _value == other._value;

    /// <inheritdoc/>
    public override int GetHashCode() => _value;

    /// <summary>A place counted from the start.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Index(int value) => new(value);
}
