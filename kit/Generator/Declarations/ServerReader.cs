// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Generator.Procedures;
using Caprock.Kit.Generator.Values;
using Microsoft.CodeAnalysis;

namespace Caprock.Kit.Generator.Declarations;

/// <summary>Finds the methods that serve an interface.</summary>
/// <param name="component">The server.</param>
/// <param name="type">The interface.</param>
/// <param name="attribute">Where the component says that it serves it.</param>
internal sealed class ServerReader(INamedTypeSymbol component, INamedTypeSymbol type, Place attribute)
{
    private static readonly SymbolDisplayFormat s_signature = new(
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeModifiers,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private readonly List<Finding> _findings = [];

    /// <summary>Procedures without a method, and methods that do not fit.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>The method of a procedure; null when there is none that fits.</summary>
    public ServedProcedure? Read(Procedure procedure)
    {
        string name = procedure.Name.TrimStart('@');
        IMethodSymbol wanted = type.GetMembers(name).OfType<IMethodSymbol>().First();
        List<IMethodSymbol> methods = [.. component.GetMembers(name).OfType<IMethodSymbol>()];
        if (methods.Find(method => Fits(method, wanted, 0)) is not null)
        {
            return new ServedProcedure(procedure, WantsCaller: false);
        }

        if (methods.Find(method => Fits(method, wanted, 1) && IsChannel(method.Parameters[0])) is not null)
        {
            return new ServedProcedure(procedure, WantsCaller: true);
        }

        string signature = wanted.ToDisplayString(s_signature);
        _findings.Add(methods.Count == 0
            ? new Finding(Rules.NotServed, attribute, component.Name, $"has no method '{name}'", signature)
            : new Finding(
                Rules.NotServed,
                Place.Of(methods[0].Locations.FirstOrDefault()) ?? attribute,
                $"{component.Name}.{name}",
                $"does not fit '{type.Name}.{name}'",
                signature));
        return null;
    }

    private static bool IsChannel(IParameterSymbol parameter) =>
        parameter.RefKind == RefKind.None && parameter.Type.ToDisplayString() == "Caprock.Kit.Components.Channel";

    private static bool Fits(IMethodSymbol method, IMethodSymbol wanted, int skipped) =>
        method is { IsStatic: true, IsGenericMethod: false, ReturnsByRef: false, ReturnsByRefReadonly: false }
        && method.Parameters.Length == wanted.Parameters.Length + skipped
        && SymbolEqualityComparer.Default.Equals(method.ReturnType, wanted.ReturnType)
        && wanted.Parameters.Select((parameter, index) => (parameter, own: method.Parameters[index + skipped])).All(pair =>
            pair.parameter.RefKind == pair.own.RefKind && SymbolEqualityComparer.Default.Equals(pair.parameter.Type, pair.own.Type));
}
