// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;

namespace Caprock.Kit.Description.Messages;

/// <summary>How numbers and lists read in messages.</summary>
internal static class Texts
{
    /// <summary>A number as 0x1000.</summary>
    public static string Hex(ulong value) => string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");

    /// <summary>A range of addresses, its end excluded.</summary>
    public static string Range(ulong start, ulong size) => $"{Hex(start)} to {Hex(start + size)}";

    /// <summary>"a, b or c".</summary>
    public static string OneOf(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "nothing",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} or {items[^1]}",
    };

    /// <summary>A value from the file, shortened so that a message stays a line.</summary>
    public static string Quote(string value)
    {
        const int Longest = 60;
        string line = string.Concat(value.Select(letter => char.IsControl(letter) ? ' ' : letter));
        return line.Length <= Longest ? $"'{line}'" : $"'{line[..Longest]}...'";
    }
}
