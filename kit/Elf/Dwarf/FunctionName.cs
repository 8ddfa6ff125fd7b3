// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using System.Text.RegularExpressions;

namespace Caprock.Kit.Elf.Dwarf;

/// <summary>Turns the symbol of a compiled method into its C# name, as far as the symbol tells it.</summary>
/// <remarks>
/// The ahead-of-time compiler writes assembly, namespace and type with underscores between, then two underscores and the method, then a
/// number when there are several of the name. Where the assembly ends is a guess: at the namespace that repeats its beginning.
/// </remarks>
public static partial class FunctionName
{
    private const string Separator = "__";
    private const string CoreLibrary = "CoreLib_";

    /// <summary>Whether a symbol is that of a C# method.</summary>
    public static bool IsManaged(string symbol) => symbol.IndexOf(Separator, StringComparison.Ordinal) > 0;

    /// <summary>The name; a symbol of assembly or C stays what it is.</summary>
    public static string Readable(string symbol)
    {
        if (!IsManaged(symbol))
        {
            return symbol;
        }

        (string text, string arguments) = SplitArguments(symbol);
        int separator = text.IndexOf(Separator, StringComparison.Ordinal);
        return separator <= 0
            ? symbol
            : $"{TypeName(text[..separator])}.{MethodName(text[(separator + Separator.Length)..])}{ArgumentNames(arguments)}";
    }

    private static (string Text, string Arguments) SplitArguments(string symbol)
    {
        int open = symbol.LastIndexOf(Separator, StringComparison.Ordinal) is int last and >= 0
            && symbol.IndexOf('<', StringComparison.Ordinal) is int first and >= 0 && first > last
            ? first
            : -1;
        return open < 0 ? (RemoveArguments(symbol), "") : (symbol[..open], symbol[open..]);
    }

    /// <summary>Without what stands between angle brackets: a generic type's arguments.</summary>
    private static string RemoveArguments(string symbol)
    {
        StringBuilder text = new();
        int depth = 0;
        foreach (char letter in symbol)
        {
            depth += letter == '<' ? 1 : 0;
            if (depth == 0)
            {
                text.Append(letter);
            }

            depth -= letter == '>' && depth > 0 ? 1 : 0;
        }

        return text.ToString();
    }

    private static string TypeName(string type)
    {
        if (type.StartsWith(CoreLibrary, StringComparison.Ordinal))
        {
            return Dotted(type[CoreLibrary.Length..]);
        }

        string[] words = type.Split('_');
        int again = Array.IndexOf(words, words[0], 1);
        return Dotted(again < 0 ? type : string.Join('_', words[again..]));
    }

    private static string MethodName(string method)
    {
        if (LocalFunction().Match(method) is { Success: true } local)
        {
            return $"{local.Groups[1].Value}.{local.Groups[2].Value}";
        }

        return method.StartsWith("_ctor", StringComparison.Ordinal) ? "ctor" : Number().Replace(method, "");
    }

    private static string ArgumentNames(string arguments) => arguments.Length == 0
        ? ""
        : Word().Replace(arguments, word => Number().Replace(word.Value, "") is string name ? name[(name.LastIndexOf('_') + 1)..] : "");

    private static string Dotted(string type) => Number().Replace(type, "").Replace('_', '.');

    [GeneratedRegex("^_(\\w+?)_g__(\\w+?)_\\d+_\\d+$")]
    private static partial Regex LocalFunction();

    [GeneratedRegex("_\\d+$")]
    private static partial Regex Number();

    [GeneratedRegex("\\w+")]
    private static partial Regex Word();
}
