// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;

namespace Caprock.Kit.Description.Reading;

/// <summary>Numbers as descriptions write them: decimal, or hexadecimal with 0x; underscores may separate digits.</summary>
internal static class NumberText
{
    /// <summary>Reads a number.</summary>
    public static bool TryParse(string text, out ulong value)
    {
        string digits = text.Replace("_", "", StringComparison.Ordinal);
        return digits.StartsWith("0x", StringComparison.Ordinal)
            ? ulong.TryParse(digits.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
            : ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
