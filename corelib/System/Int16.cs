// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>A 16-bit signed integer.</summary>
public readonly struct Int16 : IComparable<short>, IEquatable<short>
{
#pragma warning disable CS0649 // The compiler knows this field as the value itself.
    private readonly short _value;
#pragma warning restore CS0649

    /// <summary>The largest value.</summary>
    public const short MaxValue = 32767;

    /// <summary>The smallest value.</summary>
    public const short MinValue = -32768;

    /// <inheritdoc/>
    public int CompareTo(short value) => _value < value ? -1 : _value > value ? 1 : 0;

    /// <inheritdoc/>
    public bool Equals(short obj) => _value == obj;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is short other && _value == other;

    /// <inheritdoc/>
    public override int GetHashCode() => _value;
}
