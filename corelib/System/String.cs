// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace System;

/// <summary>A text in UTF-16; only literals exist.</summary>
public sealed class String
{
#pragma warning disable CS0649, IDE0044 // The code generator writes the fields.
    private readonly int _stringLength;
    private char _firstChar;
#pragma warning restore CS0649, IDE0044

    private String()
    {
    }

    /// <summary>Number of UTF-16 code units.</summary>
    public int Length
    {
        [Intrinsic]
        get => _stringLength;
    }

    /// <summary>The code unit at a place.</summary>
    [IndexerName("Chars")]
    public char this[int index]
    {
        [Intrinsic]
        get
        {
            if ((uint)index >= (uint)_stringLength)
            {
                Panic.IndexOutOfRange();
            }

            return Unsafe.Add(ref _firstChar, (nint)(uint)index);
        }
    }

    /// <summary>The first code unit, for <c>fixed</c>.</summary>
    public ref readonly char GetPinnableReference() => ref _firstChar;

    /// <summary>The text as a span.</summary>
    public static implicit operator ReadOnlySpan<char>(string? value)
        => value is null ? default : new ReadOnlySpan<char>(ref value._firstChar, value._stringLength);
}
