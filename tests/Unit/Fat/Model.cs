// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Fat;

/// <summary>What a volume should have: files by path, and directories.</summary>
internal sealed class Model
{
    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.OrdinalIgnoreCase);

    public HashSet<string> Directories { get; } = new(StringComparer.OrdinalIgnoreCase) { "" };

    public static string Parent(string path) => path.Contains('/', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : "";

    public bool Has(string path) => Files.ContainsKey(path) || Directories.Contains(path);

    public bool IsEmpty(string directory) => !Files.Keys.Concat(Directories).Any(path => path.Length != 0 && IsIn(path, directory));

    public void Rename(string from, string to)
    {
        foreach (var file in Files.Keys.Where(path => IsSameOrBelow(path, from)).ToList())
        {
            Files.Remove(file, out var data);
            Files[to + file[from.Length..]] = data!;
        }

        foreach (var directory in Directories.Where(path => IsSameOrBelow(path, from)).ToList())
        {
            Directories.Remove(directory);
            Directories.Add(to + directory[from.Length..]);
        }
    }

    public Model Copy()
    {
        var copy = new Model();
        foreach (var (path, data) in Files)
        {
            copy.Files[path] = data;
        }

        copy.Directories.UnionWith(Directories);
        return copy;
    }

    /// <summary>What a volume has.</summary>
    public static Model Of(Volume volume)
    {
        var model = new Model();
        var waiting = new Stack<string>([""]);
        while (waiting.TryPop(out var directory))
        {
            model.Directories.Add(directory);
            foreach (var (name, _) in volume.List(directory).Entries)
            {
                var path = directory.Length == 0 ? name : $"{directory}/{name}";
                if (name.EndsWith('/'))
                {
                    waiting.Push(path.TrimEnd('/'));
                    continue;
                }

                model.Files[path] = volume.ReadFile(path);
            }
        }

        return model;
    }

    public static bool IsSameOrBelow(string path, string directory) =>
        path.Equals(directory, StringComparison.OrdinalIgnoreCase) || path.StartsWith(directory + "/", StringComparison.OrdinalIgnoreCase);

    private static bool IsIn(string path, string directory) => Parent(path).Equals(directory, StringComparison.OrdinalIgnoreCase);
}
