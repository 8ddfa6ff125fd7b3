// SPDX-License-Identifier: BSD-2-Clause
using System.Reflection;
using Caprock.Kit.Description;
using Caprock.Kit.Description.Layout;
using Caprock.Tests.Unit.Description.Programs;

namespace Caprock.Tests.Unit.Description;

/// <summary>The descriptions in tests/Descriptions.</summary>
internal static class Corpus
{
    public static readonly LayoutOptions Options = new() { MonitorPath = "monitor.elf" };

    private static readonly TestFiles s_files = new();

    private static readonly string s_folder = Path.Combine(
        typeof(Corpus).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "CaprockRoot").Value!,
        "tests",
        "Descriptions");

    /// <summary>Names of the descriptions that are right.</summary>
    public static IEnumerable<string> Good => Names("good");

    /// <summary>Names of the descriptions that are wrong.</summary>
    public static IEnumerable<string> Bad => Names("bad");

    /// <summary>A description's text.</summary>
    public static string Text(string kind, string name) => File.ReadAllText(Path.Combine(s_folder, kind, name + ".system"));

    /// <summary>The messages that a wrong description must give, a line each.</summary>
    public static string[] Expected(string name) => File.ReadAllLines(Path.Combine(s_folder, "bad", name + ".expected"));

    /// <summary>Compiles a text.</summary>
    public static CompilationResult Compile(string text) => SystemCompiler.Compile(text, s_files, Options);

    /// <summary>Compiles the contents of a system element, and asserts that nothing is wrong with them.</summary>
    public static SystemLayout Layout(string contents)
    {
        CompilationResult result = Compile($"<system>{contents}</system>");
        Assert.Empty(result.Diagnostics.Select(diagnostic => diagnostic.ToString()));
        return result.Layout!;
    }

    /// <summary>The messages about the contents of a system element.</summary>
    public static IEnumerable<string> Messages(string contents) =>
        Compile($"<system>{contents}</system>").Diagnostics.Select(diagnostic => diagnostic.ToString());

    /// <summary>A protection domain.</summary>
    public static string Domain(string name, string attributes = "", string contents = "", string program = "microkit.elf") =>
        $"<protection_domain name=\"{name}\" {attributes}><program_image path=\"{program}\" />{contents}</protection_domain>";

    /// <summary>A channel.</summary>
    public static string Channel(string first, string second) => $"<channel><end {first} /><end {second} /></channel>";

    private static IEnumerable<string> Names(string kind) => Directory.EnumerateFiles(Path.Combine(s_folder, kind), "*.system")
        .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);
}
