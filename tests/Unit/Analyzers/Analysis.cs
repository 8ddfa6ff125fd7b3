// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Caprock.Tests.Unit.Analyzers;

/// <summary>Compiles snippets and runs one analyzer on them.</summary>
internal static class Analysis
{
    /// <summary>First line of every good file.</summary>
    public const string License = "// SPDX-License-Identifier: BSD-2-Clause\n";

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>What an analyzer says about a freestanding project's file.</summary>
    public static IReadOnlyList<Diagnostic> Freestanding<TAnalyzer>(string source, string output = "Component", string assembly = "Sample")
        where TAnalyzer : DiagnosticAnalyzer, new() => Run<TAnalyzer>(output, assembly, [("Sample.cs", source)]);

    /// <summary>What an analyzer says about an ordinary project's files.</summary>
    public static IReadOnlyList<Diagnostic> Hosted<TAnalyzer>(params string[] sources)
        where TAnalyzer : DiagnosticAnalyzer, new() =>
        Run<TAnalyzer>("", "Sample", [.. sources.Select((source, index) => ($"File{index}.cs", source))]);

    /// <summary>What an analyzer says about a test project's file.</summary>
    public static IReadOnlyList<Diagnostic> Test<TAnalyzer>(string source)
        where TAnalyzer : DiagnosticAnalyzer, new() => Run<TAnalyzer>("", "Sample", [("Sample.cs", source)], isTest: true);

    private static IReadOnlyList<Diagnostic> Run<TAnalyzer>(
        string output, string assembly, IReadOnlyList<(string Name, string Text)> files, bool isTest = false)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        CSharpParseOptions parse = new(LanguageVersion.Preview);
        CSharpCompilation compilation = CSharpCompilation.Create(
            assembly,
            files.Select(file => CSharpSyntaxTree.ParseText(file.Text, parse, file.Name)),
            s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        AnalyzerOptions options = new([], new BuildProperties(output, isTest));
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers([new TAnalyzer()], options);
        ImmutableArray<Diagnostic> found = analysis.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        return [.. found.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>Asserts that exactly these rules are broken, in this order.</summary>
    public static void Refused(IReadOnlyList<Diagnostic> found, params string[] rules) =>
        Assert.Equal(rules, found.Select(diagnostic => diagnostic.Id));

    /// <summary>Asserts that nothing is said.</summary>
    public static void Accepted(IReadOnlyList<Diagnostic> found) => Assert.Empty(found.Select(diagnostic => diagnostic.ToString()));

    /// <summary>Wraps statements into a method.</summary>
    public static string Method(string statements) => $$"""
        using System;
        using System.Collections.Generic;
        class Holder { public int Value; public virtual int Get() => 1; }
        interface IShape { int Area(); }
        struct Square : IShape { public int Side; public int Area() => Side; }
        enum Color { Red, Green }
        static unsafe class Sample
        {
            static int s_count;
            static void Use<T>(T value) { }
            static int Run(int number, string text, int[] numbers, Holder holder, IShape shape, Square square, Color color)
            {
                {{statements}}
                return 0;
            }
        }
        """;
}
