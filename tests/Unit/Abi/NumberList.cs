// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;

namespace Caprock.Tests.Unit.Abi;

/// <summary>A list of libsel4's numbers and layouts for one configuration.</summary>
public sealed class NumberList
{
    private NumberList(IReadOnlyList<ListedNumber> numbers, IReadOnlyList<ListedStructure> structures)
    {
        Numbers = numbers;
        Structures = structures;
    }

    /// <summary>Members of enums, and macros.</summary>
    public IReadOnlyList<ListedNumber> Numbers { get; }

    /// <summary>Structures.</summary>
    public IReadOnlyList<ListedStructure> Structures { get; }

    /// <summary>Reads a list from the data folder.</summary>
    public static NumberList Read(string name)
    {
        var numbers = new List<ListedNumber>();
        var structures = new List<ListedStructure>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", name + ".txt")))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0] is "[enum" or "[macros]")
            {
                continue;
            }

            if (words[0] == "[struct")
            {
                structures.Add(new ListedStructure(words[1].TrimEnd(']'), Number(words[3]), words.Length > 5 ? Number(words[5]) : 0, []));
            }
            else if (words[1] == "off")
            {
                structures[^1].Fields.Add(new ListedField(words[0], Number(words[2]), words[3] == "size" ? Number(words[4]) : 8));
            }
            else
            {
                numbers.Add(new ListedNumber(words[0], Number(words[1])));
            }
        }

        return new NumberList(numbers, structures);
    }

    private static long Number(string text) => text.StartsWith("0x", StringComparison.Ordinal)
        ? long.Parse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        : long.Parse(text, CultureInfo.InvariantCulture);
}
