// SPDX-License-Identifier: BSD-2-Clause
using System.Text.RegularExpressions;
using Caprock.Tests.Harness;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.System;

/// <summary>Files are copied while what is between them and the disk fails, stops for ever, or loops.</summary>
public sealed class DiskRestartTests : IDisposable
{
    private const int FileBytes = 1 << 20;
    private const int Rounds = 2;

    private static readonly string[] Victims = ["disk", "partitions", "fat"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("caprock-mortal-");

    private string Disk => Path.Combine(folder.FullName, "disk");

    [Theory]
    [InlineData("virtio_blk", "virtio-blk-pci")]
    [InlineData("nvme", "nvme,serial=1")]
    public void Nothing_that_was_written_is_lost_when_the_driver_and_the_virtualiser_fail_stop_and_loop(string driver, string device)
    {
        var log = Run(driver, device, victims: 2);

        Assert.Contains("copier: times begun again 0\n", log, StringComparison.Ordinal);
        AssertCopy();
        var check = GuestVolume.Check(Disk);
        Assert.True(check.ExitCode == 0, check.Output);
    }

    [Theory]
    [InlineData("virtio_blk", "virtio-blk-pci")]
    [InlineData("nvme", "nvme,serial=1")]
    public void A_client_of_a_file_server_that_fails_stops_and_loops_begins_again_behind_its_last_flush(string driver, string device)
    {
        var log = Run(driver, device, victims: 3);

        Assert.InRange(int.Parse(Regex.Match(log, "times begun again ([0-9]+)").Groups[1].Value), 1, 2 * MortalSystem.Kinds * Rounds);
        AssertCopy();

        // What a power cut leaves is found and repaired, and nothing else.
        var (repair, check) = GuestVolume.Repair(Disk);
        Assert.True(repair.ExitCode is 0 or 1, repair.Output);
        Assert.DoesNotMatch("share clusters|bad|truncat|Renam|[Ww]rong file|longer|Orphan", repair.Output);
        Assert.True(check.ExitCode == 0, check.Output);
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);

    private string Run(string driver, string device, int victims)
    {
        MakeDisk();
        using var system = Describe(driver, victims);
        using var guest = system.Boot(GuestDrive.Attach(Disk, $"{device},addr=12"));

        guest.Expect("reaper: it is over\n", 58);
        guest.Expect("copier: wrong pieces 0\n", 58);
        guest.Expect("copier: done\n");
        Assert.DoesNotContain("copier: the file server says", guest.Log, StringComparison.Ordinal);
        foreach (var victim in Victims[..victims])
        {
            MortalSystem.AssertRestarts(guest, victim, Rounds);
        }

        MortalSystem.AssertBystander(guest);
        return guest.Log;
    }

    private DescribedSystem Describe(string driver, int victims)
    {
        var description = File.ReadAllText(Path.Combine(BuildOutput.Root, "tests", "Kit", "disk", "disk-mortal.system"));
        if (driver == "nvme")
        {
            description = Regex.Replace(description, ".*disk_bar1.*\n", "").Replace("virtio_blk.elf", "nvme.elf", StringComparison.Ordinal)
                .Replace("disk_bar4", "disk_bar0", StringComparison.Ordinal).Replace("0xe0004000", "0xe0000000", StringComparison.Ordinal)
                .Replace("name=\"rings\" size=\"0x4000\"", "name=\"rings\" size=\"0x10000\"", StringComparison.Ordinal);
        }

        string[] programs = [driver, "block_virtualiser", "fat_server"];
        return new DescribedSystem(
            MortalSystem.Prepare(description, programs, victims, Rounds, folder),
            ["pci", "hpet", .. programs],
            ["tests.Kit.disk.reaper", "tests.Kit.disk.copier", "tests.Kit.disk.bystander"]);
    }

    private void MakeDisk()
    {
        HostTool.Require("sh", Path.Combine(BuildOutput.Root, "examples", "files", "make-disk.sh"), Disk, "40");
        GuestVolume.Write(Disk, "/source.dat", Source());
    }

    private static byte[] Source()
    {
        var bytes = new byte[FileBytes];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private void AssertCopy() => Assert.Equal(Source(), GuestVolume.Read(Disk, "/copy.dat"));
}
