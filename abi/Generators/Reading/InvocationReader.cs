// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Caprock.Abi.Generators.Reading;

/// <summary>Reads objects and their invocations.</summary>
public static class InvocationReader
{
    /// <summary>The invocations of an interface.</summary>
    /// <remarks><paramref name="label"/> is the first one's number and becomes the next free one.</remarks>
    public static List<Invocation> Read(INamedTypeSymbol type, Target target, SourceTree tree, ref long label)
    {
        var invocations = new List<Invocation>();
        if (!type.ExistsIn(target))
        {
            return invocations;
        }

        foreach (var method in type.GetMembers().OfType<IMethodSymbol>().Where(m => m.ExistsIn(target)))
        {
            var attribute = method.Attribute("Invocation") ?? throw new SourceException($"{type.Name}.{method.Name} has no [Invocation]");
            var about = method.About((string)attribute.Argument(0).Value!);
            invocations.Add(new Invocation(
                about with { Feature = about.Feature ?? type.Feature() },
                ObjectName(type),
                label++,
                Parameters(method, target, tree),
                method.Attributes("Refuses").Select(a => new Refusal(a.EnumArgument(0), (string)a.Argument(1).Value!)).ToList()));
        }

        return invocations;
    }

    /// <summary>Name of the object an interface belongs to.</summary>
    public static string ObjectName(INamedTypeSymbol type) =>
        (((INamedTypeSymbol?)type.Attribute("PartOf")?.Argument(0).Value) ?? type).Name[1..];

    private static List<Parameter> Parameters(IMethodSymbol method, Target target, SourceTree tree)
    {
        var documentation = Documentation.Of(method);
        var parameters = new List<Parameter>();
        var inputBits = 0;
        var outputBits = 0;
        foreach (var symbol in method.Parameters)
        {
            var isOutput = symbol.RefKind == RefKind.Out;
            var kind = Kind(symbol.Type);
            var size = kind == ParameterKind.Capability ? 0 : Bits(symbol.Type, target, tree);
            ref var used = ref isOutput ? ref outputBits : ref inputBits;
            var unit = Math.Max(1, Math.Min(size, 64));
            used = (used + unit - 1) / unit * unit;
            parameters.Add(new Parameter(
                symbol.Name,
                documentation.Parameter(symbol.Name),
                kind,
                TypeName(symbol.Type, kind),
                Conversion(symbol.Type),
                isOutput,
                used,
                size));
            used += size;
        }

        return parameters;
    }

    private static ParameterKind Kind(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Interface ? ParameterKind.Capability
        : type.Has("WordLayout") || type.TypeKind == TypeKind.Enum || type.SpecialType != SpecialType.None ? ParameterKind.Value
        : ParameterKind.Registers;

    private static string TypeName(ITypeSymbol type, ParameterKind kind) =>
        kind != ParameterKind.Capability ? LayoutReader.TypeName(type) : type.Name == "ICapability" ? "ulong" : type.Name[1..];

    private static ValueKind Conversion(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Boolean ? ValueKind.Bool
        : type.TypeKind == TypeKind.Enum ? ValueKind.Enumeration
        : type.Has("WordLayout") ? ValueKind.PackedWord
        : ValueKind.Integer;

    private static int Bits(ITypeSymbol type, Target target, SourceTree tree) => type.SpecialType switch
    {
        SpecialType.System_Boolean => 1,
        SpecialType.System_Byte => 8,
        SpecialType.System_UInt16 => 16,
        SpecialType.System_UInt32 => 32,
        SpecialType.System_UInt64 => 64,
        _ when type.TypeKind == TypeKind.Enum || type.Has("WordLayout") => 64,
        _ => 64 * Registers(type, target, tree),
    };

    private static int Registers(ITypeSymbol type, Target target, SourceTree tree) => tree.In("Objects", target)
        .Single(t => SymbolEqualityComparer.Default.Equals((ISymbol?)t.Attribute("RegisterSet")?.Argument(0).Value, type))
        .GetMembers().OfType<IFieldSymbol>().Count();
}
