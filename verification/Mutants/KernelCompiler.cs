// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Caprock.Verification.Mutants;

/// <summary>Compiles the kernel's host build, with one file replaced, as its project does.</summary>
internal sealed class KernelCompiler
{
    private readonly CSharpParseOptions options;
    private readonly CSharpCompilation whole;
    private readonly Dictionary<string, SyntaxTree> trees;

    public KernelCompiler(string root, string artifacts)
    {
        string[] arguments = [.. CommandLine(root, artifacts)];
        var parsed = CSharpCommandLineParser.Default.Parse(arguments, Path.Combine(root, "kernel"), sdkDirectory: null);
        options = parsed.ParseOptions;
        trees = parsed.SourceFiles.ToDictionary(
            file => file.Path, file => CSharpSyntaxTree.ParseText(File.ReadAllText(file.Path), options, file.Path));
        whole = CSharpCompilation.Create(
            "Kernel.Host",
            trees.Values,
            parsed.MetadataReferences.Select(reference => MetadataReference.CreateFromFile(reference.Reference)),
            parsed.CompilationOptions.WithGeneralDiagnosticOption(ReportDiagnostic.Default));
    }

    /// <summary>Compiles.</summary>
    /// <exception cref="InvalidDataException">The fault is no program.</exception>
    public void Compile(string file, string source, string output)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(source, options, file);
        var result = whole.ReplaceSyntaxTree(trees[file], tree).Emit(output);
        if (!result.Success)
        {
            throw new InvalidDataException(
                $"{file} does not compile: {result.Diagnostics.First(it => it.Severity == DiagnosticSeverity.Error)}");
        }
    }

    private static IEnumerable<string> CommandLine(string root, string artifacts)
    {
        string[] arguments =
        [
            "msbuild", Path.Combine(root, "kernel", "Kernel.Host.csproj"), "-t:Compile", "-p:Configuration=Release",
            $"-p:CaprockArtifacts={artifacts}",
            "-p:CaprockAnalyzers=false", "-p:ProvideCommandLineArgs=true", "-p:SkipCompilerExecution=true", "-getItem:CscCommandLineArgs",
            "-nodeReuse:false",
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        using var document = JsonDocument.Parse(output);
        return
        [
            .. document.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray()
                .Select(item => item.GetProperty("Identity").GetString()!)
                .Where(argument => !argument.StartsWith("/analyzer", StringComparison.Ordinal)
                    && !argument.StartsWith("/doc", StringComparison.Ordinal)
                    && !argument.StartsWith("/refout", StringComparison.Ordinal)
                    && !argument.StartsWith("/embed", StringComparison.Ordinal)),
        ];
    }
}
