// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>A 16-bit unsigned integer.</summary>
public readonly struct UInt16 : IComparable<ushort>, IEquatable<ushort>
{
#pragma warning disable CS0649 // The compiler knows this field as the value itself.
    private readonly ushort _value;
#pragma warning restore CS0649

    /// <summary>The largest value.</summary>
    public const ushort MaxValue = 65535;

    /// <summary>The smallest value.</summary>
    public const ushort MinValue = 0;

    /// <inheritdoc/>
    public int CompareTo(ushort value) => _value < value ? -1 : _value > value ? 1 : 0;

    /// <inheritdoc/>
    public bool Equals(ushort obj) => _value == obj;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ushort other && _value == other;

    /// <inheritdoc/>
    public override int GetHashCode() => _value;
}
