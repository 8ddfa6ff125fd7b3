// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>A place in a sequence, counted from its start or its end.</summary>
internal readonly struct Index(int value, bool fromEnd = false)
{
    /// <summary>The distance.</summary>
    public int Value { get; } = value;

    /// <summary>Whether it counts from the end.</summary>
    public bool IsFromEnd { get; } = fromEnd;

    /// <summary>Counted from the start.</summary>
    public static implicit operator Index(int value) => new(value);

    /// <summary>The place in a sequence of a length.</summary>
    public int GetOffset(int length) => IsFromEnd ? length - Value : Value;
}
