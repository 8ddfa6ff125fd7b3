// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Caprock.Tests.Unit.Generator;

/// <summary>What components are compiled against: the real library, compiled for ordinary .NET.</summary>
internal static class Library
{
    public static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp14, preprocessorSymbols: ["DEBUG"]);

    /// <summary>Warnings that freestanding projects do without: layouts have fields that others fill.</summary>
    private static readonly string[] s_unsaid = ["CS0169", "CS0414", "CS0649"];

    public static readonly CSharpCompilationOptions Compiling = new(
        OutputKind.DynamicallyLinkedLibrary,
        allowUnsafe: true,
        specificDiagnosticOptions: s_unsaid.Select(id => KeyValuePair.Create(id, ReportDiagnostic.Suppress)));

    /// <summary>The repository.</summary>
    public static readonly string Root = typeof(Library).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "CaprockRoot").Value!;

    private static readonly ImmutableArray<MetadataReference> s_system =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>What every project for ordinary .NET compiles: attributes that only our core library has.</summary>
    public static readonly ImmutableArray<SyntaxTree> HostSources =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "tools/Sdk/Host"), "*.cs")
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), Parsing, path)),
    ];

    private static readonly Lazy<ImmutableArray<MetadataReference>> s_references = new(() => [.. s_system, Components()]);

    /// <summary>The system and the library.</summary>
    public static ImmutableArray<MetadataReference> References => s_references.Value;

    private static PortableExecutableReference Components()
    {
        string[] folders =
            ["kit/Components", "kit/Description/Format", "user/Runtime", "abi/Generated/Microkit", "tools/Sdk/Host"];
        IEnumerable<SyntaxTree> trees = folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/RootTask/", StringComparison.Ordinal))
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), Features(), path))
            .Append(CSharpSyntaxTree.ParseText("global using System;", Parsing));
        CSharpCompilation compilation = CSharpCompilation.Create("Library", trees, s_system, Compiling);
        using MemoryStream image = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error)));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    /// <summary>The symbols that the profile's features define.</summary>
    private static CSharpParseOptions Features()
    {
        string constants = System.Xml.Linq.XDocument.Load(Path.Combine(Root, "abi/Generated/Microkit/profile.props"))
            .Descendants("DefineConstants").Single().Value;
        return Parsing.WithPreprocessorSymbols(constants.Split(';').Skip(1).Append("DEBUG"));
    }
}
