// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>A 8-bit unsigned integer.</summary>
public readonly struct Byte : IComparable<byte>, IEquatable<byte>
{
#pragma warning disable CS0649 // The compiler knows this field as the value itself.
    private readonly byte _value;
#pragma warning restore CS0649

    /// <summary>The largest value.</summary>
    public const byte MaxValue = 255;

    /// <summary>The smallest value.</summary>
    public const byte MinValue = 0;

    /// <inheritdoc/>
    public int CompareTo(byte value) => _value < value ? -1 : _value > value ? 1 : 0;

    /// <inheritdoc/>
    public bool Equals(byte obj) => _value == obj;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is byte other && _value == other;

    /// <inheritdoc/>
    public override int GetHashCode() => _value;
}
