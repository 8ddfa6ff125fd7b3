// SPDX-License-Identifier: BSD-2-Clause
using System.Reflection;
using Caprock.Tools.Cli.Building;

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
            .Where(name => File.Exists(ProjectOf(name))).Order(StringComparer.Ordinal)];

    /// <summary>The project that an example is built with.</summary>
    public static string ProjectOf(string example) => Locate("examples", example, $"{example}.csproj");

    /// <summary>The projects of an example's folder, its own first.</summary>
    public static IReadOnlyList<ComponentProject> Components(string example) =>
        [.. Directory.EnumerateFiles(Locate("examples", example), "*.csproj", SearchOption.AllDirectories)
            .Select(path => new ComponentProject(Path.GetFileNameWithoutExtension(path), path))
            .OrderBy(project => project.Path != ProjectOf(example)).ThenBy(project => project.Name, StringComparer.Ordinal)];
}
