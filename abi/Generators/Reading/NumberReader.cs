// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Model;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis;

namespace Caprock.Abi.Generators.Reading;

/// <summary>Reads enums and constants.</summary>
public static class NumberReader
{
    /// <summary>An enum as a target has it; members without a value count on from the one before among those present.</summary>
    public static Enumeration Read(INamedTypeSymbol type, Target target, SourceTree tree)
    {
        var c = type.Attribute("CEnum");
        var prefix = c?.NamedArgument("Prefix", "") ?? "";
        var members = new List<Number>();
        foreach (var part in Parts(type, target, tree))
        {
            Append(members, part, target, prefix);
        }

        return new Enumeration(
            c is null ? type.About() : type.About((string)c.Argument(0).Value!),
            type.EnumUnderlyingType!.ToDisplayString(),
            type.Has("Flags"),
            c is not null && c.NamedArgument("IsWidened", true),
            c?.NamedArgument("Count", "") ?? "",
            members);
    }

    /// <summary>How many members there are before each part that continues an enum.</summary>
    public static IEnumerable<Number> CountsBefore(INamedTypeSymbol type, Target target, SourceTree tree)
    {
        var members = new List<Number>();
        foreach (var part in Parts(type, target, tree))
        {
            if (part.Attribute("Continues")?.NamedArgument("CountBefore", "") is { Length: > 0 } name)
            {
                var about = new Named($"BeforeTypesOf{part.Name}", $"Number of types before those of {part.Name}.", "", [name], null);
                yield return new Number(about, "int", members[^1].Value + 1);
            }

            Append(members, part, target, "");
        }
    }

    /// <summary>A class of constants as a target has it.</summary>
    public static Constants ReadConstants(INamedTypeSymbol type, Target target) =>
        new(type.About(), type.GetMembers().OfType<IFieldSymbol>().Where(f => f.IsConst && f.ExistsIn(target))
            .Select(f => new Number(f.About(), f.Type.ToDisplayString(), Value(f, target))).ToList());

    private static IEnumerable<INamedTypeSymbol> Parts(INamedTypeSymbol type, Target target, SourceTree tree) =>
        tree.In(SourceTree.Area(type), target)
            .Where(t => SymbolEqualityComparer.Default.Equals((ISymbol?)t.Attribute("Continues")?.Argument(0).Value, type))
            .Prepend(type);

    private static void Append(List<Number> members, INamedTypeSymbol part, Target target, string prefix)
    {
        foreach (var field in part.GetMembers().OfType<IFieldSymbol>().Where(f => f.IsConst && f.ExistsIn(target)))
        {
            var syntax = (EnumMemberDeclarationSyntax)field.DeclaringSyntaxReferences[0].GetSyntax();
            var value = syntax.EqualsValue is not { } explicitValue ? (members.Count == 0 ? 0 : members[^1].Value + 1)
                : explicitValue.Value is IdentifierNameSyntax other ? members.Single(m => m.About.Name == other.Identifier.Text).Value
                : Convert.ToInt64(field.ConstantValue, null);
            members.Add(new Number(field.About(prefix + field.Name), "", value));
        }
    }

    private static long Value(IFieldSymbol field, Target target)
    {
        var value = field.ConstantValue!;
        foreach (var other in field.Attributes("Instead"))
        {
            var condition = other.EnumArgument(0);
            if (target.Features.Contains(condition) || target.Isa == condition)
            {
                value = other.Argument(1).Value!;
            }
        }

        return Convert.ToInt64(value, null);
    }
}
