// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Model;
using Caprock.Abi.Generators.Reading;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text;

namespace Caprock.Tests.Unit.Abi;

/// <summary>The generated C# of one target as it is checked in, compiled in memory, beside the model it was generated from.</summary>
public sealed class CompiledTarget
{
    private static readonly Lazy<SourceTree> Tree = new(() => SourceTree.Read(Repository.Root));

    private static readonly ConcurrentDictionary<string, CompiledTarget> Compiled = new();

    private readonly Assembly assembly;

    private CompiledTarget(AbiModel model, Assembly assembly)
    {
        Model = model;
        this.assembly = assembly;
    }

    /// <summary>The model.</summary>
    public AbiModel Model { get; }

    /// <summary>A target, compiled when it is first asked for.</summary>
    public static CompiledTarget Of(string folder) => Compiled.GetOrAdd(folder, Compile);

    private static CompiledTarget Compile(string folder)
    {
        var target = TargetReader.ReadAll(Tree.Value).Single(t => t.Folder == folder);
        var model = ModelReader.Read(Tree.Value, target);
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "abi", "Generated", folder), "*.cs")
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path))).Append(CSharpSyntaxTree.ParseText(Probe(model)));
        var compilation = CSharpCompilation.Create(
            "Target", sources, SourceTree.FrameworkReferences(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        return new CompiledTarget(model, Assembly.Load(image.ToArray()));
    }

    /// <summary>A generated type.</summary>
    public Type Type(string name) => assembly.GetType("Caprock.Abi." + name, throwOnError: true)!;

    /// <summary>A generated constant or member of an enum.</summary>
    public long Number(string type, string member) =>
        Convert.ToInt64(Type(type).GetField(member, BindingFlags.Public | BindingFlags.Static)!.GetRawConstantValue(), null);

    /// <summary>What the compiler made of a structure: its size, and offsets and sizes of its fields.</summary>
    public long Measure(string name) => (long)Type("Probe").GetMethod(name)!.Invoke(null, null)!;

    private static string Probe(AbiModel model)
    {
        var text = new StringBuilder("namespace Caprock.Abi; public static unsafe class Probe {\n");
        foreach (var record in model.Records.Where(r => !r.OffsetsOnly))
        {
            var type = record.About.Name;
            text.Append($"public static long {type}() => sizeof({type});\n");
            foreach (var field in record.Fields.Select(f => f.About.Name))
            {
                text.Append(
                    $"public static long {type}_{field}_Offset() {{ var x = default({type}); return (byte*)&x.{field} - (byte*)&x; }}\n");
                text.Append($"public static long {type}_{field}_Size() {{ var x = default({type}); return Size(ref x.{field}); }}\n");
            }
        }

        return text.Append("static long Size<T>(ref T value) => System.Runtime.CompilerServices.Unsafe.SizeOf<T>(); }").ToString();
    }
}
