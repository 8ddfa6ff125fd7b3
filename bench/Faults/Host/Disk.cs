// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;

namespace Caprock.Bench.Faults;

/// <summary>A disk with a file to copy, and what the host finds on it afterwards.</summary>
internal sealed class Disk : IDisposable
{
    private const int PartitionStart = 1 << 20;
    private const int FileBytes = 1 << 20;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("caprock-faults-disk-");

    /// <summary>Makes one.</summary>
    public Disk()
    {
        File = Path.Combine(folder.FullName, "disk");
        Require(Run("sh", Path.Combine(Places.Root, "examples", "files", "make-disk.sh"), File, "40"));
        var source = Path.Combine(folder.FullName, "source.dat");
        System.IO.File.WriteAllBytes(source, Source());
        Require(Run("mcopy", "-i", $"{File}@@{PartitionStart}", source, "::/source.dat"));
    }

    /// <summary>Its file.</summary>
    public string File { get; }

    /// <summary>Whether the file that is only read is as it was.</summary>
    public bool IsSourceRight()
    {
        var found = Path.Combine(folder.FullName, "found.dat");
        System.IO.File.Delete(found);
        return Run("mcopy", "-n", "-i", $"{File}@@{PartitionStart}", "::/source.dat", found).Code == 0
            && System.IO.File.ReadAllBytes(found).AsSpan().SequenceEqual(Source());
    }

    /// <summary>Whether fsck.fat finds nothing, or only what a power cut leaves (services/Fat/README.md).</summary>
    public bool IsSound()
    {
        var volume = Path.Combine(folder.FullName, "volume");
        System.IO.File.WriteAllBytes(volume, System.IO.File.ReadAllBytes(File)[PartitionStart..]);
        var (code, output) = Run("/usr/sbin/fsck.fat", "-n", volume);
        string[] expected =
        [
            "fsck.fat", "FATs differ", "Using first FAT", "Reclaimed", "Free cluster summary", "Auto-correcting",
            "Leaving filesystem unchanged", "volume:", "File size is", "Truncating file",
        ];
        return code == 0 || output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .All(line => line.StartsWith('/') || expected.Any(part => line.Contains(part, StringComparison.Ordinal)));
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);

    private static byte[] Source()
    {
        var bytes = new byte[FileBytes];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private static void Require((int Code, string Output) result)
    {
        if (result.Code != 0)
        {
            throw new BenchException(result.Output);
        }
    }

    private static (int Code, string Output) Run(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MTOOLS_SKIP_CHECK"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
