// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Generator.Procedures;

/// <summary>What travels in one word of a message: a number, or one field of a structure.</summary>
/// <param name="Access">From the value to the number: nothing, or fields such as ".Start.X".</param>
/// <param name="Type">Type of the number.</param>
/// <param name="IsBoolean">Whether it is a truth value.</param>
internal sealed record Word(string Access, string Type, bool IsBoolean)
{
    /// <summary>The word of a value.</summary>
    public string Pack(string value) => IsBoolean ? $"{value}{Access} ? 1ul : 0ul" : $"unchecked((ulong){value}{Access})";

    /// <summary>The number in a word.</summary>
    public string Unpack(string word) => IsBoolean ? $"{word} != 0" : $"unchecked(({Type}){word})";
}
