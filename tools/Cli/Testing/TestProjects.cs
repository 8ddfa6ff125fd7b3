// SPDX-License-Identifier: BSD-2-Clause
using System.Xml.Linq;

namespace Caprock.Tools.Cli.Testing;

/// <summary>Finds the test projects: each project below tests/ that says so.</summary>
internal static class TestProjects
{
    /// <summary>All of them, those that boot a machine last.</summary>
    public static IReadOnlyList<string> All() =>
        [.. Below(Repository.Locate("tests")).OrderBy(path => !path.Contains("/Unit/", StringComparison.Ordinal))
            .ThenBy(path => path, StringComparer.Ordinal)];

    /// <summary>The test projects below a folder. Projects that are a test's data lie in folders of that name and do not count.</summary>
    internal static IEnumerable<string> Below(string folder) =>
        Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(folder, path).Split('/').Contains("Data") && IsTestProject(path));

    private static bool IsTestProject(string path) =>
        XDocument.Load(path).Descendants("IsTestProject").Any(element => element.Value == "true");
}
