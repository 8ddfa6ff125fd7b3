// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Web;

/// <summary>What others say about a disk, and how others send files.</summary>
internal static class HostTool
{
    /// <summary>Checks the volume of a disk: there must be nothing to complain about.</summary>
    public static void AssertSound(string disk)
    {
        var (code, output) = Check(disk);
        Assert.True(code == 0, output);
    }

    /// <summary>
    /// Checks the volume of a disk: what a power failure may leave is clusters that no file has, and a wrong count of free ones.
    /// </summary>
    public static void AssertOnlyUnusedClusters(string disk)
    {
        var (_, output) = Check(disk);
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.Matches("^(fsck.fat|Reclaimed [0-9]+ unused cluster|Free cluster summary|  Auto-correcting|Leaving filesystem unchanged|/.*files, .*clusters)", line);
        }
    }

    private static (int Code, string Output) Check(string disk)
    {
        var volume = disk + ".volume";
        using (var all = File.OpenRead(disk))
        using (var part = File.Create(volume))
        {
            all.Position = GuestDrive.PartitionStart;
            all.CopyTo(part);
        }

        var result = Run("/usr/sbin/fsck.fat", "-n", volume);
        File.Delete(volume);
        return result;
    }

    /// <summary>The contents of a file on a disk.</summary>
    public static byte[] Read(string disk, string path)
    {
        var copy = disk + ".copy";
        var (code, output) = Run("mcopy", "-n", "-o", "-i", $"{disk}@@1M", "::" + path, copy);
        Assert.True(code == 0, output);
        var content = File.ReadAllBytes(copy);
        File.Delete(copy);
        return content;
    }

    /// <summary>The names in a folder of a disk.</summary>
    public static string List(string disk, string path) => Run("mdir", "-b", "-i", $"{disk}@@1M", "::" + path).Output;

    /// <summary>Runs a program to its end.</summary>
    public static (int Code, string Output) Run(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MTOOLS_SKIP_CHECK"] = "1";
        start.Environment["TZ"] = "UTC";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
