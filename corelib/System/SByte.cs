// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>A 8-bit signed integer.</summary>
public readonly struct SByte : IComparable<sbyte>, IEquatable<sbyte>
{
#pragma warning disable CS0649 // The compiler knows this field as the value itself.
    private readonly sbyte _value;
#pragma warning restore CS0649

    /// <summary>The largest value.</summary>
    public const sbyte MaxValue = 127;

    /// <summary>The smallest value.</summary>
    public const sbyte MinValue = -128;

    /// <inheritdoc/>
    public int CompareTo(sbyte value) => _value < value ? -1 : _value > value ? 1 : 0;

    /// <inheritdoc/>
    public bool Equals(sbyte obj) => _value == obj;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is sbyte other && _value == other;

    /// <inheritdoc/>
    public override int GetHashCode() => _value;
}
