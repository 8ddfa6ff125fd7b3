// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Model;

namespace Caprock.Abi.Generators.Emission;

/// <summary>C# expressions that take fields out of words and put them in.</summary>
public static class BitExpressions
{
    /// <summary>The field's value, taken out of a word.</summary>
    public static string Get(BitField field, string word)
    {
        if (field.Type == "bool")
        {
            return $"({word} & 0x{field.Mask:x}) != 0";
        }

        var reachesTop = field.Low + field.Count == 64;
        var shifted = field.Low == 0 ? word : field.IsSigned ? $"(ulong)((long){word} >> {field.Low})" : $"{word} >> {field.Low}";
        var value = reachesTop ? shifted
            : field.Low == 0 ? $"{word} & 0x{field.Mask:x}"
            : $"({shifted}) & 0x{field.Mask >> field.Low:x}";
        return field.Type == "ulong" ? value : $"({field.Type})({value})";
    }

    /// <summary>The word that has a value in the field's place and is zero elsewhere.</summary>
    public static string Put(BitField field, string value)
    {
        if (field.Type == "bool")
        {
            return $"({value} ? 0x{field.Mask:x}ul : 0)";
        }

        var word = field.Type == "ulong" ? value : $"(ulong){value}";
        var reachesTop = field.Low + field.Count == 64;
        var masked = reachesTop ? word : $"({word} & 0x{field.Mask >> field.Low:x})";
        return field.Low == 0 ? masked : $"({masked} << {field.Low})";
    }

    /// <summary>A word without the field.</summary>
    public static string Clear(BitField field, string word) => field.Count == 64 ? "0" : $"({word} & 0x{~field.Mask:x})";
}
