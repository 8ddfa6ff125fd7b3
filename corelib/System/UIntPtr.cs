// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>The unsigned integer as wide as an address.</summary>
/// <remarks>Every architecture Caprock runs on has 64-bit addresses.</remarks>
public readonly struct UIntPtr : IComparable<nuint>, IEquatable<nuint>
{
#pragma warning disable CS0649 // The compiler knows this field as the value itself.
    private readonly nuint _value;
#pragma warning restore CS0649

    /// <summary>The value zero.</summary>
    public static readonly nuint Zero;

    /// <summary>Bytes in an address.</summary>
    public static int Size => 8;

    /// <inheritdoc/>
    public int CompareTo(nuint value) => _value < value ? -1 : _value > value ? 1 : 0;

    /// <inheritdoc/>
    public bool Equals(nuint other) => _value == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is nuint other && _value == other;

    /// <inheritdoc/>
    public override int GetHashCode() => (int)_value;
}
