// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>True or false.</summary>
public readonly struct Boolean : IEquatable<bool>
{
#pragma warning disable CS0649 // The compiler knows this field as the value itself.
    private readonly bool _value;
#pragma warning restore CS0649

    /// <inheritdoc/>
    public bool Equals(bool obj) => _value == obj;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is bool other && _value == other;

    /// <inheritdoc/>
    public override int GetHashCode() => _value ? 1 : 0;
}
