// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>A UTF-16 code unit.</summary>
public readonly struct Char : IComparable<char>, IEquatable<char>
{
#pragma warning disable CS0649 // The compiler knows this field as the value itself.
    private readonly char _value;
#pragma warning restore CS0649

    /// <summary>The largest value.</summary>
    public const char MaxValue = '\uffff';

    /// <summary>The smallest value.</summary>
    public const char MinValue = '\0';

    /// <inheritdoc/>
    public int CompareTo(char value) => _value < value ? -1 : _value > value ? 1 : 0;

    /// <inheritdoc/>
    public bool Equals(char obj) => _value == obj;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is char other && _value == other;

    /// <inheritdoc/>
    public override int GetHashCode() => _value;

    /// <summary>Whether the character is one of the digits 0 to 9.</summary>
    public static bool IsAsciiDigit(char c) => (uint)(c - '0') <= 9;

    /// <summary>Whether the character is a letter A to Z or a to z.</summary>
    public static bool IsAsciiLetter(char c) => (uint)((c | 0x20) - 'a') <= 'z' - 'a';
}
