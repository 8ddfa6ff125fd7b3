// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Generator.Procedures;

namespace Caprock.Kit.Generator.Writing;

/// <summary>Writes how values go into the words of a message and come out again.</summary>
internal static class WordPlaces
{
    private const int RegisterWords = 4;

    /// <summary>Writes values into a message; parameters have their expressions.</summary>
    public static void Store(CodeWriter code, string message, IEnumerable<(Parameter Parameter, string Value)> values)
    {
        int index = 0;
        foreach ((Parameter parameter, string value) in values)
        {
            foreach (Word word in parameter.Words)
            {
                string packed = word.Pack(value);
                code.Line(index < RegisterWords ? $"{message}.Word{index} = {packed};" : $"{message}.Write({index}, {packed});");
                index++;
            }
        }
    }

    /// <summary>Writes how variables are set from a message.</summary>
    /// <param name="code">Where to write.</param>
    /// <param name="message">The message.</param>
    /// <param name="variables">The variables; a structure has a value already.</param>
    public static void Load(CodeWriter code, string message, IEnumerable<(Parameter Parameter, string Variable)> variables)
    {
        int index = 0;
        foreach ((Parameter parameter, string variable) in variables)
        {
            foreach (Word word in parameter.Words)
            {
                string from = index < RegisterWords ? $"{message}.Word{index}" : $"{message}.Read({index})";
                code.Line($"{variable}{word.Access} = {word.Unpack(from)};");
                index++;
            }
        }
    }
}
