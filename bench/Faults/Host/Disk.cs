// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Bench.Faults;

/// <summary>A disk with a file to copy, and what the host finds on it afterwards.</summary>
internal sealed class Disk : IDisposable
{
    private const string SourcePath = "/source.dat";
    private const int FileBytes = 1 << 20;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("caprock-faults-disk-");

    /// <summary>Makes one.</summary>
    public Disk()
    {
        File = Path.Combine(folder.FullName, "disk");
        HostTool.Require("sh", Path.Combine(Places.Root, "examples", "files", "make-disk.sh"), File, "40");
        GuestVolume.Write(File, SourcePath, Source());
    }

    /// <summary>Its file.</summary>
    public string File { get; }

    /// <summary>
    /// Whether the file that is only read is as it was, and whether fsck.fat finds nothing, or only what a power cut leaves
    /// (services/Fat/README.md).
    /// </summary>
    public Verdict Judge()
    {
        var check = GuestVolume.Check(File);
        return new Verdict(IsSourceRight(), IsSound(check), check.Output + GuestVolume.List(File, "/"));
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);

    private bool IsSourceRight()
    {
        try
        {
            return GuestVolume.Read(File, SourcePath).AsSpan().SequenceEqual(Source());
        }
        catch (HostToolException)
        {
            return false;
        }
    }

    private static bool IsSound(ToolResult check)
    {
        string[] expected =
        [
            "fsck.fat", "FATs differ", "Using first FAT", "Reclaimed", "Free cluster summary", "Auto-correcting",
            "Leaving filesystem unchanged", "volume:", "File size is", "Truncating file",
        ];
        return check.ExitCode == 0 || check.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .All(line => line.StartsWith('/') || expected.Any(part => line.Contains(part, StringComparison.Ordinal)));
    }

    private static byte[] Source()
    {
        var bytes = new byte[FileBytes];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
