// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Caprock.Abi.Generators.Reading;

/// <summary>Questions about symbols and their attributes.</summary>
public static class Symbols
{
    /// <summary>The attributes of a type, by its name without suffix.</summary>
    public static IEnumerable<AttributeData> Attributes(this ISymbol symbol, string name) =>
        symbol.GetAttributes().Where(a => a.AttributeClass!.Name == name + "Attribute");

    /// <summary>The only attribute of a type, null when there is none.</summary>
    public static AttributeData? Attribute(this ISymbol symbol, string name) => symbol.Attributes(name).SingleOrDefault();

    /// <summary>Whether the symbol has an attribute.</summary>
    public static bool Has(this ISymbol symbol, string name) => symbol.Attributes(name).Any();

    /// <summary>A constructor argument.</summary>
    public static TypedConstant Argument(this AttributeData attribute, int index) => attribute.ConstructorArguments[index];

    /// <summary>A constructor argument that is a member of an enum, by its name.</summary>
    public static string EnumArgument(this AttributeData attribute, int index) => attribute.Argument(index).EnumName();

    /// <summary>Name of a constant of an enum type.</summary>
    public static string EnumName(this TypedConstant constant) =>
        constant.Type!.GetMembers().OfType<IFieldSymbol>().First(f => Equals(f.ConstantValue, constant.Value)).Name;

    /// <summary>A named argument, or what it is when not given.</summary>
    public static T NamedArgument<T>(this AttributeData attribute, string name, T otherwise)
    {
        foreach (var pair in attribute.NamedArguments)
        {
            if (pair.Key == name)
            {
                return (T)pair.Value.Value!;
            }
        }

        return otherwise;
    }

    /// <summary>The feature a symbol needs, null when none.</summary>
    public static string? Feature(this ISymbol symbol) => symbol.Attribute("Only")?.EnumArgument(0);

    /// <summary>Whether the target has the symbol.</summary>
    public static bool ExistsIn(this ISymbol symbol, Target target) =>
        (symbol.Feature() is not { } feature || target.Features.Contains(feature))
        && (symbol.Attribute("Architecture") is not { } isa || isa.EnumArgument(0) == target.Isa);

    /// <summary>Name, documentation, C names, feature.</summary>
    public static Named About(this ISymbol symbol, params string[] otherCNames)
    {
        var documentation = Documentation.Of(symbol);
        var names = symbol.Attributes("CName").Select(a => (string)a.Argument(0).Value!).ToList();
        return new Named(
            symbol.Name, documentation.Summary, documentation.Remarks, names.Count == 0 ? otherCNames : names, symbol.Feature());
    }
}
