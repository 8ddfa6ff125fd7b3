// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>A 32-bit signed integer.</summary>
public readonly struct Int32 : IComparable<int>, IEquatable<int>
{
#pragma warning disable CS0649 // The compiler knows this field as the value itself.
    private readonly int _value;
#pragma warning restore CS0649

    /// <summary>The largest value.</summary>
    public const int MaxValue = 0x7fffffff;

    /// <summary>The smallest value.</summary>
    public const int MinValue = unchecked((int)0x80000000);

    /// <inheritdoc/>
    public int CompareTo(int value) => _value < value ? -1 : _value > value ? 1 : 0;

    /// <inheritdoc/>
    public bool Equals(int obj) => _value == obj;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is int other && _value == other;

    /// <inheritdoc/>
    public override int GetHashCode() => _value;
}
