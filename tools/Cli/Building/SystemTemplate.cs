// SPDX-License-Identifier: BSD-2-Clause
using System.Text.RegularExpressions;

namespace Caprock.Tools.Cli.Building;

/// <summary>The template of a system project, which `dotnet new` understands too.</summary>
internal static partial class SystemTemplate
{
    /// <summary>What stands for the system's name, in files and in their names (sourceName of template.json).</summary>
    private const string NameMark = "SystemName";

    /// <summary>What stands for this repository's folder (a symbol of template.json).</summary>
    private const string RootMark = "CAPROCK_FOLDER_OF_TEMPLATE";

    /// <summary>The folder of the template.</summary>
    public static string Folder => Repository.Locate("tools", "Templates", "System");

    /// <summary>Makes a project in a folder that must not have anything in it yet.</summary>
    public static void Instantiate(string name, string target)
    {
        if (!Name().IsMatch(name))
        {
            throw new Failure($"\"{name}\" is no name for a system: letters, digits, '-' and '_', a letter first");
        }

        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
        {
            throw new Failure($"{target} exists already; give another folder with --output");
        }

        foreach (var source in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(Folder, source);
            if (path.StartsWith(".template.config", StringComparison.Ordinal))
            {
                continue;
            }

            var file = Path.Combine(target, path.Replace(NameMark, name, StringComparison.Ordinal));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, File.ReadAllText(source)
                .Replace(NameMark, name, StringComparison.Ordinal).Replace(RootMark, Repository.Root, StringComparison.Ordinal));
        }
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]*$")]
    private static partial Regex Name();
}
