// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Site;

if (args is not [var root, var output, var folder])
{
    Console.Error.WriteLine("Usage: Site REPOSITORY ARCHIVE FOLDER");
    return 2;
}

var site = SiteBuilder.Build(Path.GetFullPath(root));
foreach (var problem in site.Problems)
{
    Console.Error.WriteLine(problem);
}

if (site.Problems.Count > 0)
{
    return 1;
}

FolderWriter.Write(folder, site.Files);
File.WriteAllBytes(output, ArchiveWriter.Write(site.Files.Where(SiteBuilder.IsOwn)));
Console.WriteLine($"{site.Files.Count} pages and files in {folder}");
return 0;
