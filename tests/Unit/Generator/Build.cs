// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Immutable;
using System.Globalization;
using Caprock.Kit.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Caprock.Tests.Unit.Generator;

/// <summary>Compiles a component with its description, as the build does.</summary>
internal sealed class Build
{
    private const string Usings = "global using System;\nglobal using Caprock.Kit.Components;\n";

    private Build(AdditionalText? system, GeneratorDriver driver, CSharpCompilation compilation, IReadOnlyList<Diagnostic> diagnostics)
    {
        Description = system!;
        Driver = driver;
        Compilation = compilation;
        Diagnostics = diagnostics;
    }

    /// <summary>The description.</summary>
    public AdditionalText Description { get; }

    /// <summary>What ran the generator.</summary>
    public GeneratorDriver Driver { get; }

    /// <summary>Everything that was compiled.</summary>
    public CSharpCompilation Compilation { get; }

    /// <summary>Errors and warnings of generator, analyzer and compiler, in the order of files and lines.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>What was generated.</summary>
    public IReadOnlyList<string> Generated =>
        [.. Driver.GetRunResult().Results.Single().GeneratedSources.Select(source => source.SourceText.ToString())];

    /// <summary>Diagnostics as "file(line): code: message".</summary>
    public IEnumerable<string> Messages => Diagnostics.Select(Text);

    /// <summary>Compiles a component with the contents of a description.</summary>
    public static Build Described(string contents, string source) => Run([("demo.system", $"<system>\n{contents}\n</system>")], source);

    /// <summary>Compiles a component without a description.</summary>
    public static Build Undescribed(string source) => Run([], source);

    /// <summary>Compiles a component with descriptions.</summary>
    public static Build Run(
        IEnumerable<(string Path, string Text)> systems, string source, bool binds = true, params MetadataReference[] more)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Demo",
            [
                Tree("Usings.cs", Usings),
                Tree("Demo.cs", source),
                .. systems.Where(system => system.Path.EndsWith(".cs", StringComparison.Ordinal))
                    .Select(system => Tree(system.Path, system.Text)),
                .. Library.HostSources,
            ],
            [.. Library.References, .. more],
            Library.Compiling);
        ImmutableArray<AdditionalText> files = [.. systems.Select(system => new TextFile(system.Path, system.Text))];
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new SystemGenerator().AsSourceGenerator()],
            files,
            Library.Parsing,
            new FileMetadata(),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out ImmutableArray<Diagnostic> found);
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        IEnumerable<Diagnostic> others = binds ? Check(updated) : [];
        return new Build(
            files.FirstOrDefault(),
            driver,
            (CSharpCompilation)updated,
            [
                .. found.Concat(others).Where(one => one.Severity >= DiagnosticSeverity.Warning && !one.IsSuppressed)
                    .OrderBy(one => one.Location.GetLineSpan().Path, StringComparer.Ordinal)
                    .ThenBy(one => one.Location.GetLineSpan().StartLinePosition).ThenBy(one => one.Id, StringComparer.Ordinal),
            ]);
    }

    /// <summary>Asserts that nothing is wrong, and gives the generated source.</summary>
    public string Source()
    {
        Assert.True(Diagnostics.Count == 0, string.Join('\n', Messages));
        return Assert.Single(Generated);
    }

    /// <summary>A piece of source.</summary>
    public static SyntaxTree Tree(string path, string text) => CSharpSyntaxTree.ParseText(text, Library.Parsing, path);

    /// <summary>One diagnostic as text.</summary>
    public static string Text(Diagnostic diagnostic)
    {
        FileLinePositionSpan span = diagnostic.Location.GetLineSpan();
        string message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        return $"{Path.GetFileName(span.Path)}({span.StartLinePosition.Line + 1}): {diagnostic.Id}: {message}";
    }

    private static IEnumerable<Diagnostic> Check(Compilation compilation) => compilation
        .WithAnalyzers([new RefusedMemberAnalyzer()])
        .GetAllDiagnosticsAsync().GetAwaiter().GetResult();
}
