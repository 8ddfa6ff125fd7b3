// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace System;

/// <summary>Comparing and searching spans.</summary>
public static class MemoryExtensions
{
    /// <summary>Whether two spans hold equal elements in the same order.</summary>
    public static bool SequenceEqual<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other)
        where T : IEquatable<T>
    {
        if (span.Length != other.Length)
        {
            return false;
        }

        for (int i = 0; i < span.Length; i++)
        {
            if (!span[i].Equals(other[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether two spans hold equal elements in the same order.</summary>
    public static bool SequenceEqual<T>(this Span<T> span, ReadOnlySpan<T> other)
        where T : IEquatable<T> => SequenceEqual((ReadOnlySpan<T>)span, other);

    /// <summary>Where a value first is, or -1.</summary>
    public static int IndexOf<T>(this ReadOnlySpan<T> span, T value)
        where T : IEquatable<T>
    {
        for (int i = 0; i < span.Length; i++)
        {
            if (span[i].Equals(value))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Where a value first is, or -1.</summary>
    public static int IndexOf<T>(this Span<T> span, T value)
        where T : IEquatable<T> => IndexOf((ReadOnlySpan<T>)span, value);

    /// <summary>Where a value last is, or -1.</summary>
    public static int LastIndexOf<T>(this ReadOnlySpan<T> span, T value)
        where T : IEquatable<T>
    {
        for (int i = span.Length - 1; i >= 0; i--)
        {
            if (span[i].Equals(value))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a value is among the elements.</summary>
    public static bool Contains<T>(this ReadOnlySpan<T> span, T value)
        where T : IEquatable<T> => IndexOf(span, value) >= 0;

    /// <summary>Whether a span begins with the elements of another.</summary>
    public static bool StartsWith<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value)
        where T : IEquatable<T>
        => value.Length <= span.Length && SequenceEqual(span.Slice(0, value.Length), value);

    /// <summary>Whether a span ends with the elements of another.</summary>
    public static bool EndsWith<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value)
        where T : IEquatable<T>
        => value.Length <= span.Length && SequenceEqual(span.Slice(span.Length - value.Length), value);

    /// <summary>Turns the order of the elements round.</summary>
    public static void Reverse<T>(this Span<T> span)
    {
        int last = span.Length - 1;
        for (int i = 0; i < last; i++, last--)
        {
            T kept = span[i];
            span[i] = span[last];
            span[last] = kept;
        }
    }
}
