// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;

namespace Caprock.Tools.Emulator;

/// <summary>A disk that a system wants: a partition table with one FAT partition, and in it the files of a folder.</summary>
/// <param name="Name">Its name, which its image has too.</param>
/// <param name="Mebibytes">Its size.</param>
/// <param name="Device">The device of QEMU, as -device takes it, without its drive.</param>
/// <param name="Folder">What is in it at first; null for nothing.</param>
public sealed record GuestDrive(string Name, int Mebibytes, string Device, string? Folder)
{
    /// <summary>Where the partition begins: at one mebibyte, as partitioning tools have it.</summary>
    public const int PartitionStart = 1 << 20;

    private const int SectorBytes = 512;
    private const int FirstSector = PartitionStart / SectorBytes;
    private const int SectorsPerMebibyte = (1 << 20) / SectorBytes;
    private const int Fewest = 6;
    private const int MostOf16 = 128;
    private const int FewestOfLargeClusters = 300;

    /// <summary>Arguments of QEMU for a disk in a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="device">The device of QEMU, as -device takes it, without its drive.</param>
    /// <param name="options">More about the drive, as -drive takes it.</param>
    /// <param name="index">Which of several disks it is.</param>
    public static IReadOnlyList<string> Attach(string file, string device, string options = "", int index = 0)
    {
        var name = file.Replace(",", ",,", StringComparison.Ordinal);
        var more = options.Length == 0 ? "" : "," + options;
        return ["-drive", $"file={name},if=none,id=disk{index},format=raw{more}", "-device", $"{device},drive=disk{index}"];
    }

    /// <summary>Makes the image when it is not there; true when it was made.</summary>
    /// <param name="file">Where it is, or shall be.</param>
    /// <param name="isFresh">Whether one that is there is replaced.</param>
    public bool Prepare(string file, bool isFresh = false)
    {
        if (File.Exists(file) && !isFresh)
        {
            return false;
        }

        // Others may be making it at the same time: whoever is last replaces the same contents.
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var unfinished = $"{file}.{Environment.ProcessId}";
        try
        {
            Make(unfinished);
            File.Move(unfinished, file, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }

        return true;
    }

    /// <summary>Whether the folder has something newer than an image.</summary>
    public bool IsNewerThan(string file) =>
        Folder is not null && Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Any(part => File.GetLastWriteTimeUtc(part) > File.GetLastWriteTimeUtc(file));

    private void Make(string file)
    {
        if (Mebibytes < Fewest)
        {
            throw new GuestException($"The disk {Name} has {Mebibytes} MiB; the least is {Fewest}.");
        }

        var sectors = (Mebibytes * SectorsPerMebibyte) - FirstSector;
        var is16 = Mebibytes <= MostOf16;
        using (var stream = File.Create(file))
        {
            stream.SetLength((long)Mebibytes << 20);
            stream.Write(MasterBootRecord(sectors, is16 ? (byte)0x0e : (byte)0x0c));
        }

        // Clusters so that their number is one of FAT16 (4085 to 65524), or of FAT32.
        var perCluster = is16 ? (Mebibytes < 32 ? 2 : 4) : Mebibytes < FewestOfLargeClusters ? 1 : 8;
        HostTool.Require(
            "mkfs.fat",
            "-F", is16 ? "16" : "32", "-s", Text(perCluster), "-h", Text(FirstSector), "--offset", Text(FirstSector), file,
            Text(sectors / 2));
        var contents = Folder is null ? [] : Directory.EnumerateFileSystemEntries(Folder).Order(StringComparer.Ordinal).ToList();
        if (contents.Count > 0)
        {
            HostTool.Require("mcopy", ["-s", "-m", "-Q", "-i", $"{file}@@{PartitionStart}", .. contents, "::/"]);
        }
    }

    /// <summary>One partition. Source: UEFI Specification 2.10, 5.2.1.</summary>
    private static byte[] MasterBootRecord(int sectors, byte kind)
    {
        var record = new byte[SectorBytes];
        byte[] entry =
        [
            0, 0xfe, 0xff, 0xff, kind, 0xfe, 0xff, 0xff, .. BitConverter.GetBytes(FirstSector), .. BitConverter.GetBytes(sectors),
        ];
        entry.CopyTo(record, 446);
        record[510] = 0x55;
        record[511] = 0xaa;
        return record;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
