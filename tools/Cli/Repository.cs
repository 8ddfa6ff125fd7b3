// SPDX-License-Identifier: BSD-2-Clause
using System.Reflection;

namespace Caprock.Tools.Cli;

/// <summary>Where things are.</summary>
internal static class Repository
{
    /// <summary>The folder of the sources.</summary>
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "CaprockRoot").Value!;

    /// <summary>A path below the root.</summary>
    public static string Locate(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The systems that can be run: every folder of examples/ that holds a project of its own name.</summary>
    public static IReadOnlyList<string> Examples() =>
        [.. Directory.EnumerateDirectories(Locate("examples")).Select(path => Path.GetFileName(path)!)
            .Where(name => File.Exists(Locate("examples", name, $"{name}.csproj"))).Order(StringComparer.Ordinal)];

    /// <summary>The programs of a system, the root task first: the projects of its folder.</summary>
    public static IReadOnlyList<string> Components(string example) =>
        [.. Directory.EnumerateFiles(Locate("examples", example), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path)).OrderBy(name => name != example).ThenBy(name => name, StringComparer.Ordinal)];
}
