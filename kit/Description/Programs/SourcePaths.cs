// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf.Dwarf;

namespace Caprock.Kit.Description.Programs;

/// <summary>Paths of source files without the part that differs from machine to machine.</summary>
/// <remarks>A path begins below the uppermost folder that has files of the program, which is that of the project.</remarks>
internal sealed class SourcePaths
{
    private readonly HashSet<string> _folders;

    /// <summary>Remembers the folders of all files of a program.</summary>
    public SourcePaths(IEnumerable<SourceFile> files) => _folders = [.. files.Distinct().Select(file => Split(file).Folder)];

    /// <summary>The path of a file.</summary>
    public string Relative(SourceFile file)
    {
        (string folder, string name) = Split(file);
        string uppermost = folder;
        for (string above = folder; above.Length > 0; above = Above(above))
        {
            uppermost = _folders.Contains(above) ? above : uppermost;
        }

        return folder.Length == uppermost.Length ? name : $"{folder[(uppermost.Length + 1)..]}/{name}";
    }

    private static (string Folder, string Name) Split(SourceFile file)
    {
        string path = file.Name.StartsWith('/') || file.Folder.Length == 0 ? file.Name : $"{file.Folder.TrimEnd('/')}/{file.Name}";
        int last = path.LastIndexOf('/');
        return last < 0 ? ("", path) : (path[..last], path[(last + 1)..]);
    }

    private static string Above(string folder) => folder.LastIndexOf('/') is int last and > 0 ? folder[..last] : "";
}
