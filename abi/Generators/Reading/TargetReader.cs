// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Caprock.Abi.Generators.Reading;

/// <summary>Reads the profiles.</summary>
public static class TargetReader
{
    /// <summary>Name of the target that has every feature; the manual and user level are written from it.</summary>
    public const string Everything = "Everything";

    /// <summary>The profiles, by name.</summary>
    public static IReadOnlyList<Target> ReadAll(SourceTree tree) =>
        tree.Types.Where(t => t.Has("Profile")).Select(Read).OrderBy(t => t.Folder, StringComparer.Ordinal).ToList();

    /// <summary>A target of an instruction set with every feature.</summary>
    public static Target ReadEverything(SourceTree tree, string isa) => ReadAll(tree).First(t => t.Isa == isa) with
    {
        Name = Everything,
        Features = Features(tree).Select(f => f.Name).ToHashSet(),
    };

    /// <summary>Every feature.</summary>
    public static IReadOnlyList<Named> Features(SourceTree tree) =>
        tree.Types.Single(t => t.Name == "Feature").GetMembers().OfType<IFieldSymbol>().Select(f => f.About()).ToList();

    private static Target Read(INamedTypeSymbol type)
    {
        var profile = type.Attribute("Profile")!;
        var features = profile.Argument(2).Values.Select(v => v.EnumName()).ToHashSet();
        features.Add("DebugSystemCalls");
        var overrides = type.GetMembers().OfType<IFieldSymbol>().ToDictionary(f => f.Name);
        var parameters = type.BaseType!.GetMembers().OfType<IFieldSymbol>()
            .Select(f => new Number(f.About(), "int", Convert.ToInt64(overrides.GetValueOrDefault(f.Name, f).ConstantValue, null)))
            .ToList();
        return new Target(
            type.Name, (string)profile.Argument(0).Value!, Documentation.Of(type).Summary, profile.EnumArgument(1), features, parameters);
    }
}
