// SPDX-License-Identifier: BSD-2-Clause
using System.Text.RegularExpressions;

namespace Caprock.Abi.Generators.Emission;

/// <summary>Names in other styles.</summary>
public static partial class Names
{
    /// <summary>upperCamel to lowerCamel.</summary>
    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>UpperCamel to UPPER_SNAKE.</summary>
    public static string Snake(string name) => Borders().Replace(name, "_").ToUpperInvariant();

    /// <summary>UpperCamel to lower-kebab.</summary>
    public static string Kebab(string name) => Borders().Replace(name, "-").ToLowerInvariant();

    /// <summary>UpperCamel to words.</summary>
    public static string Words(string name) => Borders().Replace(name, " ");

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-z])")]
    private static partial Regex Borders();
}
