// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Emulator;

/// <summary>The FAT volume on a disk of a guest, as fsck.fat and mtools find it.</summary>
public static class GuestVolume
{
    /// <summary>Judges it with fsck.fat, which changes nothing.</summary>
    public static ToolResult Check(string disk) => OnCopy(disk, volume => HostTool.Run("fsck.fat", "-n", volume));

    /// <summary>Has fsck.fat repair a copy, and judge the result; the disk is left as it is.</summary>
    public static (ToolResult Repair, ToolResult Check) Repair(string disk) =>
        OnCopy(disk, volume => (HostTool.Run("fsck.fat", "-a", volume), HostTool.Run("fsck.fat", "-n", volume)));

    /// <summary>The contents of a file, which must be there.</summary>
    public static byte[] Read(string disk, string path)
    {
        var copy = $"{disk}.{Guid.NewGuid():n}";
        try
        {
            HostTool.Require("mcopy", "-n", "-i", Name(disk), "::" + path, copy);
            return File.ReadAllBytes(copy);
        }
        finally
        {
            File.Delete(copy);
        }
    }

    /// <summary>Makes a file.</summary>
    public static void Write(string disk, string path, byte[] content)
    {
        var copy = $"{disk}.{Guid.NewGuid():n}";
        try
        {
            File.WriteAllBytes(copy, content);
            HostTool.Require("mcopy", "-i", Name(disk), copy, "::" + path);
        }
        finally
        {
            File.Delete(copy);
        }
    }

    /// <summary>The paths in a folder, a line each; nothing when there is no such folder.</summary>
    public static string List(string disk, string path) => HostTool.Run("mdir", "-b", "-i", Name(disk), "::" + path).Output;

    /// <summary>The entries of a folder with their sizes and dates, for people.</summary>
    public static string Describe(string disk, string path) => HostTool.Require("mdir", "-i", Name(disk), "::" + path);

    /// <summary>What mtools call it.</summary>
    private static string Name(string disk) => $"{disk}@@{GuestDrive.PartitionStart}";

    private static T OnCopy<T>(string disk, Func<string, T> use)
    {
        var volume = disk + ".volume";
        try
        {
            using (var all = File.OpenRead(disk))
            using (var part = File.Create(volume))
            {
                all.Position = GuestDrive.PartitionStart;
                all.CopyTo(part);
            }

            return use(volume);
        }
        finally
        {
            File.Delete(volume);
        }
    }
}
