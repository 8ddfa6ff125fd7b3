// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>The signed integer as wide as an address.</summary>
/// <remarks>Every architecture Caprock runs on has 64-bit addresses.</remarks>
public readonly struct IntPtr : IComparable<nint>, IEquatable<nint>
{
#pragma warning disable CS0649 // The compiler knows this field as the value itself.
    private readonly nint _value;
#pragma warning restore CS0649

    /// <summary>The value zero.</summary>
    public static readonly nint Zero;

    /// <summary>Bytes in an address.</summary>
    public static int Size => 8;

    /// <inheritdoc/>
    public int CompareTo(nint value) => _value < value ? -1 : _value > value ? 1 : 0;

    /// <inheritdoc/>
    public bool Equals(nint other) => _value == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is nint other && _value == other;

    /// <inheritdoc/>
    public override int GetHashCode() => (int)_value;
}
