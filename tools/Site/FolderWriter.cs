// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Services.Web;

namespace Caprock.Tools.Site;

/// <summary>Writes a site as files, where a server that has them on a volume looks for them (<see cref="SitePath"/>).</summary>
public static class FolderWriter
{
    private const int MostPathBytes = 200;

    /// <summary>Writes the files. One whose contents are there already keeps its time; what belongs to no page is removed.</summary>
    public static void Write(string folder, IEnumerable<SiteFile> files)
    {
        var left = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToHashSet(StringComparer.Ordinal)
            : [];
        foreach (var file in files)
        {
            var path = Path.Combine(folder, FileOf(file));
            left.Remove(path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(file.Content))
            {
                File.WriteAllBytes(path, file.Content);
            }
        }

        foreach (var path in left)
        {
            File.Delete(path);
        }
    }

    /// <summary>Where a page or file is.</summary>
    public static string FileOf(SiteFile file)
    {
        var name = new byte[MostPathBytes];
        if (!SitePath.TryFindFile(Encoding.UTF8.GetBytes(file.Path), name, out var length))
        {
            throw new InvalidOperationException($"The path {file.Path} is too long.");
        }

        var type = Encoding.ASCII.GetString(SitePath.TypeOf(name.AsSpan(0, length)));
        return type == file.Type
            ? Encoding.UTF8.GetString(name, 0, length)
            : throw new InvalidOperationException($"The path {file.Path} would be served as {type}, not {file.Type}.");
    }
}
