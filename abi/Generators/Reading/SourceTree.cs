// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Model;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis;

namespace Caprock.Abi.Generators.Reading;

/// <summary>The sources of the interface, compiled in memory so that types, constants and documentation can be asked for.</summary>
public sealed class SourceTree
{
    private SourceTree(IReadOnlyList<INamedTypeSymbol> types, Examples examples)
    {
        Types = types;
        Examples = examples;
    }

    /// <summary>The examples of the manual.</summary>
    public Examples Examples { get; }

    /// <summary>All types, by file name, then name.</summary>
    public IReadOnlyList<INamedTypeSymbol> Types { get; }

    /// <summary>Reads abi/ below the root of the repository.</summary>
    /// <exception cref="SourceException">It does not compile.</exception>
    public static SourceTree Read(string root)
    {
        var folder = Path.Combine(root, "abi");
        var options = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Parse);
        var trees = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path: path, Name: Path.GetRelativePath(folder, path).Replace('\\', '/')))
            .Where(file => !file.Name.StartsWith("Generators/", StringComparison.Ordinal)
                && !file.Name.StartsWith("Generated/", StringComparison.Ordinal))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file.Path), options, file.Name))
            .ToList();
        var compilation = CSharpCompilation.Create(
            "Caprock.Abi", trees, FrameworkReferences(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var errors = compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count != 0)
        {
            throw new SourceException(string.Join("\n", errors));
        }

        return new SourceTree(AllTypes(compilation.Assembly.GlobalNamespace)
            .OrderBy(t => t.Locations[0].SourceTree!.FilePath, StringComparer.Ordinal).ToList(), new Examples(root));
    }

    /// <summary>Types of a namespace below Caprock.Abi that an instruction set has.</summary>
    public IEnumerable<INamedTypeSymbol> In(string area, Target target) =>
        Types.Where(t => Area(t) == area && (Isa(t) is null || Isa(t) == target.Isa));

    /// <summary>First part of the type's namespace below Caprock.Abi.</summary>
    public static string Area(INamedTypeSymbol type) => Parts(type).ElementAtOrDefault(2) ?? "";

    /// <summary>Instruction set the type belongs to by its folder, null when it is portable.</summary>
    public static string? Isa(INamedTypeSymbol type) => Parts(type).ElementAtOrDefault(3);

    /// <summary>References for compiling against the framework this program runs on.</summary>
    public static IEnumerable<MetadataReference> FrameworkReferences() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Private.CoreLib.dll" or "System.Memory.dll")
            .Select(path => MetadataReference.CreateFromFile(path));

    private static string[] Parts(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString().Split('.');

    private static IEnumerable<INamedTypeSymbol> AllTypes(INamespaceSymbol space) =>
        space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(AllTypes));
}
