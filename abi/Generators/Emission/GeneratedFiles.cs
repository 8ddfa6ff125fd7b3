// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Generators.Emission;

/// <summary>The generated files, by path below the repository's root, and the folders that hold nothing else.</summary>
public sealed class GeneratedFiles
{
    private readonly SortedDictionary<string, string> files = new(StringComparer.Ordinal);
    private readonly SortedSet<string> folders = new(StringComparer.Ordinal);

    /// <summary>Number of files.</summary>
    public int Count => files.Count;

    /// <summary>The files: path and text.</summary>
    public IReadOnlyDictionary<string, string> Files => files;

    /// <summary>Adds a file.</summary>
    public void Add(string path, string text) => files.Add(path, text);

    /// <summary>Declares that everything in a folder is generated, so that what is generated no longer is removed from it.</summary>
    public void Own(string folder) => folders.Add(folder);

    /// <summary>Paths whose content differs, that are missing, or that should not be there.</summary>
    public IReadOnlyList<string> FindStale(string root) =>
        files.Where(f => !IsCurrent(Path.Combine(root, f.Key), f.Value)).Select(f => f.Key)
            .Concat(Superfluous(root)).Order(StringComparer.Ordinal).ToList();

    /// <summary>Writes what differs and removes what should not be there; returns how many files that were.</summary>
    public int Write(string root)
    {
        var stale = FindStale(root);
        foreach (var path in stale)
        {
            var full = Path.Combine(root, path);
            if (files.TryGetValue(path, out var text))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(full)!);
                File.WriteAllText(full, text);
            }
            else
            {
                File.Delete(full);
            }
        }

        return stale.Count;
    }

    private static bool IsCurrent(string path, string text) => File.Exists(path) && File.ReadAllText(path) == text;

    private IEnumerable<string> Superfluous(string root) => folders
        .Where(folder => Directory.Exists(Path.Combine(root, folder)))
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder)))
        .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
        .Where(path => !files.ContainsKey(path));
}
