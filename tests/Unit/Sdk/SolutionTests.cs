// SPDX-License-Identifier: BSD-2-Clause
using System.Reflection;
using System.Xml.Linq;

namespace Caprock.Tests.Unit.Sdk;

/// <summary>The solution file.</summary>
public sealed class SolutionTests
{
    private static readonly string s_repository = typeof(SolutionTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "CaprockRoot").Value!;

    [Fact]
    public void It_lists_every_project_of_the_repository_and_no_other()
    {
        IEnumerable<string> listed = XDocument.Load(Path.Combine(s_repository, "Caprock.slnx"))
            .Descendants("Project").Select(project => project.Attribute("Path")!.Value);
        IEnumerable<string> existing = Directory.EnumerateFiles(s_repository, "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(s_repository, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith("artifacts/", StringComparison.Ordinal) && !path.Contains("/Data/", StringComparison.Ordinal)
                && !path.StartsWith("tools/Templates/System/", StringComparison.Ordinal));

        Assert.Equal(existing.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }
}
