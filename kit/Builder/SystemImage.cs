// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Kit.Description;
using Caprock.Kit.Description.Layout;
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Reading;
using Caprock.Kit.Description.Reports;
using Caprock.Kit.Elf;

namespace Caprock.Kit.Builder;

/// <summary>Makes one bootable program of a description: the initialiser with the layout behind it.</summary>
public static class SystemImage
{
    /// <summary>Builds a system and writes what was asked for; the messages tell why it was not.</summary>
    public static IReadOnlyList<Diagnostic> Build(SystemOptions options)
    {
        FolderFiles files = new([.. options.SearchFolders, Path.GetDirectoryName(Path.GetFullPath(options.Description))!]);
        CompilationResult result = SystemCompiler.Compile(
            File.ReadAllText(options.Description), files, new LayoutOptions { MonitorPath = Path.GetFullPath(options.Monitor) });
        if (result.Layout is SystemLayout layout)
        {
            Write(options.Output, ElfExtension.Append(ElfImage.Load(options.Initialiser), layout.ToBytes()));
            if (options.Report is string report)
            {
                Write(report, Encoding.UTF8.GetBytes(JsonReport.Write(layout)));
            }

            if (options.Picture is string picture)
            {
                Write(picture, Encoding.UTF8.GetBytes(SvgPicture.Draw(layout)));
            }
        }

        return result.Diagnostics;
    }

    private static void Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllBytes(path, bytes);
    }
}
