// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>A 64-bit unsigned integer.</summary>
public readonly struct UInt64 : IComparable<ulong>, IEquatable<ulong>
{
#pragma warning disable CS0649 // The compiler knows this field as the value itself.
    private readonly ulong _value;
#pragma warning restore CS0649

    /// <summary>The largest value.</summary>
    public const ulong MaxValue = 0xffffffffffffffff;

    /// <summary>The smallest value.</summary>
    public const ulong MinValue = 0;

    /// <inheritdoc/>
    public int CompareTo(ulong value) => _value < value ? -1 : _value > value ? 1 : 0;

    /// <inheritdoc/>
    public bool Equals(ulong obj) => _value == obj;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ulong other && _value == other;

    /// <inheritdoc/>
    public override int GetHashCode() => (int)_value ^ (int)(_value >> 32);
}
