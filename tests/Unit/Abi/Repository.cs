// SPDX-License-Identifier: BSD-2-Clause
using System.Reflection;

namespace Caprock.Tests.Unit.Abi;

/// <summary>Where the sources under test are.</summary>
public static class Repository
{
    /// <summary>Root of the repository.</summary>
    public static string Root { get; } = Find();

    /// <summary>Copies the sources of the interface to a new folder, as a repository of its own.</summary>
    public static string CopySources()
    {
        var root = Directory.CreateTempSubdirectory("caprock-abi-").FullName;
        string[] folders = [Path.Combine(Root, "abi"), Path.Combine(Root, "user", "Manual")];
        foreach (var path in folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)))
        {
            var name = Path.GetRelativePath(Root, path);
            if (name.Contains("Generat", StringComparison.Ordinal)
                || (!name.EndsWith(".cs", StringComparison.Ordinal) && !name.EndsWith(".csproj", StringComparison.Ordinal)))
            {
                continue;
            }

            var copy = Path.Combine(root, name);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }

        return root;
    }

    private static string Find() => typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;
}
