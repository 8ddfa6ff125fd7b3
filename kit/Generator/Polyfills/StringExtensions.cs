// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;

namespace System;

/// <summary>Members of strings and numbers that this framework lacks.</summary>
internal static class StringExtensions
{
    extension(string)
    {
        /// <summary>An interpolated string in a culture's format.</summary>
        public static string Create(IFormatProvider provider, FormattableString text) => text.ToString(provider);
    }

    extension(string text)
    {
        /// <summary>Its parts between separators.</summary>
        public string[] Split(char separator, StringSplitOptions options) => text.Split([separator], options);

        /// <summary>Whether it contains another one.</summary>
        public bool Contains(string part, StringComparison comparison) => text.IndexOf(part, comparison) >= 0;

        /// <summary>Whether it contains a letter.</summary>
        public bool Contains(char letter, StringComparison comparison) => text.IndexOf(letter, comparison) >= 0;

        /// <summary>Where a letter is.</summary>
        public int IndexOf(char letter, StringComparison comparison) => text.IndexOf(letter.ToString(), comparison);

        /// <summary>Whether it begins with a letter.</summary>
        public bool StartsWith(char letter) => text.Length > 0 && text[0] == letter;

        /// <summary>Replaces a part, compared letter by letter.</summary>
        public string Replace(string part, string replacement, StringComparison comparison) => comparison == StringComparison.Ordinal
            ? text.Replace(part, replacement)
            : throw new ArgumentOutOfRangeException(nameof(comparison));
    }

    extension(ulong)
    {
        /// <summary>Reads a number.</summary>
        public static bool TryParse(ReadOnlySpan<char> text, NumberStyles style, IFormatProvider provider, out ulong value) =>
            ulong.TryParse(text.ToString(), style, provider, out value);
    }

    extension(ReadOnlySpan<char> text)
    {
        /// <summary>How often a letter is in it.</summary>
        public int Count(char letter)
        {
            int count = 0;
            foreach (char one in text)
            {
                count += one == letter ? 1 : 0;
            }

            return count;
        }
    }
}
