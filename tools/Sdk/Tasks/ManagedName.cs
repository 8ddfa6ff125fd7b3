// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Sdk.Tasks;

/// <summary>Turns the symbol of a compiled method into something close to its C# name.</summary>
/// <remarks>The compiler writes dots as underscores and separates type and method by two, so the result is a best guess.</remarks>
public static class ManagedName
{
    /// <summary>The guess: the type's last word, a dot, the method.</summary>
    public static string Readable(string symbol)
    {
        int separator = symbol.IndexOf("__", StringComparison.Ordinal);
        if (separator <= 0)
        {
            return LastWord(symbol);
        }

        string method = symbol[(separator + 2)..];
        return LastWord(symbol[..separator]) + "." + method;
    }

    private static string LastWord(string name)
    {
        int underscore = name.LastIndexOf('_');
        return underscore < 0 || underscore == name.Length - 1 ? name : name[(underscore + 1)..];
    }
}
