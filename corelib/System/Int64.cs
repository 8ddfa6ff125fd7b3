// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>A 64-bit signed integer.</summary>
public readonly struct Int64 : IComparable<long>, IEquatable<long>
{
#pragma warning disable CS0649 // The compiler knows this field as the value itself.
    private readonly long _value;
#pragma warning restore CS0649

    /// <summary>The largest value.</summary>
    public const long MaxValue = 0x7fffffffffffffff;

    /// <summary>The smallest value.</summary>
    public const long MinValue = unchecked((long)0x8000000000000000);

    /// <inheritdoc/>
    public int CompareTo(long value) => _value < value ? -1 : _value > value ? 1 : 0;

    /// <inheritdoc/>
    public bool Equals(long obj) => _value == obj;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is long other && _value == other;

    /// <inheritdoc/>
    public override int GetHashCode() => (int)_value ^ (int)(_value >> 32);
}
