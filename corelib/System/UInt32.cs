// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>A 32-bit unsigned integer.</summary>
public readonly struct UInt32 : IComparable<uint>, IEquatable<uint>
{
#pragma warning disable CS0649 // The compiler knows this field as the value itself.
    private readonly uint _value;
#pragma warning restore CS0649

    /// <summary>The largest value.</summary>
    public const uint MaxValue = 0xffffffff;

    /// <summary>The smallest value.</summary>
    public const uint MinValue = 0;

    /// <inheritdoc/>
    public int CompareTo(uint value) => _value < value ? -1 : _value > value ? 1 : 0;

    /// <inheritdoc/>
    public bool Equals(uint obj) => _value == obj;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is uint other && _value == other;

    /// <inheritdoc/>
    public override int GetHashCode() => (int)_value;
}
