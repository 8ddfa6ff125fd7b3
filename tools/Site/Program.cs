// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Site;

if (args is not [var root, var output])
{
    Console.Error.WriteLine("Usage: Site REPOSITORY ARCHIVE");
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

File.WriteAllBytes(output, ArchiveWriter.Write(site.Files));
Console.WriteLine($"{site.Files.Count} pages and files in {output}");
return 0;
