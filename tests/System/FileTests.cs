// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using Caprock.Tests.Harness;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.System;

/// <summary>Disks: the drivers, the virtualiser and the file server of examples/files, judged by fsck.fat and mtools on the host.</summary>
public sealed class FileTests
{
    private const int LargeFileBytes = 1 << 20;
    private const int FirstMebibytes = 40;
    private const int SecondPartition = FirstMebibytes << 20;
    private const int SecondBytes = 1 << 20;

    [Theory]
    [InlineData("pc", "files", "virtio-blk-pci")]
    [InlineData("q35", "files", "virtio-blk-pci,disable-legacy=on")]
    [InlineData("pc", "files-nvme", "nvme,serial=1")]
    [InlineData("q35", "files-nvme", "nvme,serial=1")]
    public void What_a_client_wrote_is_there_at_the_next_boot_and_on_the_host(string board, string system, string device)
    {
        var disk = MakeDisk();
        for (var boot = 1; boot <= 2; boot++)
        {
            using var guest = Guest.Start(Systems.Described(system, QemuMachine.Benchmark with { Board = board }) with
            {
                ExtraArguments = GuestDrive.Attach(disk, $"{device},addr=12"),
            });
            ExpectClient(guest, boot);
        }

        Judge(disk);
    }

    [Fact]
    public void A_client_without_its_partition_is_told_that_there_is_no_volume()
    {
        var disk = Path.GetTempFileName();
        File.WriteAllBytes(disk, new byte[GuestDrive.PartitionStart]);
        using var guest = Guest.Start(Systems.Described("files") with
        {
            ExtraArguments = GuestDrive.Attach(disk, "virtio-blk-pci,addr=12"),
        });

        guest.Expect("block_virtualiser: there is no such partition as a client shall have\n");
        guest.Expect("fat_server: there is no FAT volume\n");
        guest.Expect("client: the file server refuses to open, status ");
        File.Delete(disk);
    }

    [Theory]
    [InlineData("virtio-blk-pci")]
    [InlineData("virtio-blk-pci,write-cache=off")]
    public void A_client_reaches_its_partition_and_nothing_else(string device)
    {
        var disk = MakeDisk();
        var before = AddPartition(disk);
        using (var guest = Guest.Start(Systems.Described("disk-prober") with
        {
            ExtraArguments = GuestDrive.Attach(disk, $"{device},addr=12"),
        }))
        {
            guest.Expect("prober: 2048 blocks\n");
            guest.Expect("prober: every request outside is refused\n");
            guest.Expect("prober: 2000 requests of garbage are answered\n");
            guest.Expect("prober: barriers hold\n");
        }

        var after = File.ReadAllBytes(disk);
        Assert.True(before.AsSpan(0, SecondPartition).SequenceEqual(after.AsSpan(0, SecondPartition)));
        Assert.True(before.AsSpan(SecondPartition + SecondBytes).SequenceEqual(after.AsSpan(SecondPartition + SecondBytes)));
        Assert.False(before.AsSpan(SecondPartition, SecondBytes).SequenceEqual(after.AsSpan(SecondPartition, SecondBytes)));
        File.Delete(disk);
    }

    [Fact]
    public void A_client_that_writes_garbage_into_its_file_and_block_queues_harms_nobody_else()
    {
        var disk = MakeDisk();
        AddPartition(disk);
        using var guest = Guest.Start(Systems.Described("disk-vandal") with
        {
            ExtraArguments = GuestDrive.Attach(disk, "virtio-blk-pci,addr=12"),
        });

        guest.ExpectMatch("vandal: spoilt.*vandal: spoilt", 40);
        Assert.True(SpinWait.SpinUntil(
            () => guest.Log.Contains("client: 1 MiB is read, and as it was written\n", StringComparison.Ordinal)
                && guest.Log.Contains("client: done\n", StringComparison.Ordinal),
            TimeSpan.FromSeconds(40)), guest.Log);
        Assert.DoesNotContain("monitor:", guest.Log, StringComparison.Ordinal);
        File.Delete(disk);
    }

    [Fact]
    public void Files_of_the_image_are_read_and_not_written()
    {
        using var guest = Guest.Start(Systems.Described("image-files"));

        guest.Expect("reader: /texts/\nreader: /welcome.txt\n");
        guest.Expect("reader: /texts/numbers.txt\n");
        guest.Expect("reader: one\ntwo\nthree\n");
        guest.Expect("reader: nothing can be changed\n");
        guest.Expect("reader: what is not there is not found\n");
    }

    /// <summary>Bounds half as large again as what was measured with debug builds; drivers/Block/README.md has the figures.</summary>
    [Fact]
    public void Reading_costs_no_more_instructions_than_it_did()
    {
        var disk = MakeDisk();
        using var guest = Guest.Start(Systems.Described("disk-meter", QemuMachine.Benchmark with { CountsInstructions = true }) with
        {
            ExtraArguments = GuestDrive.Attach(disk, "virtio-blk-pci,addr=12"),
        });

        guest.Expect("meter: done\n", 50);
        Assert.InRange(Ticks(guest, "meter: 1 at once: ticks for a random read of 4 KiB: "), 1000, 34_000);
        Assert.InRange(Ticks(guest, "meter: 16 at once: ticks for a random read of 4 KiB: "), 1000, 16_000);
        Assert.InRange(Ticks(guest, "meter: 4 at once, 64 KiB each: ticks for a MiB in order: "), 10_000, 850_000);
        File.Delete(disk);
    }

    private static int Ticks(Guest guest, string line)
    {
        var start = guest.Log.IndexOf(line, StringComparison.Ordinal) + line.Length;
        return int.Parse(guest.Log[start..guest.Log.IndexOf('\n', start)], CultureInfo.InvariantCulture);
    }

    /// <summary>Makes a disk larger, for a second partition of 1 MiB and 1 MiB behind it.</summary>
    private static byte[] AddPartition(string file)
    {
        var disk = File.ReadAllBytes(file);
        Array.Resize(ref disk, SecondPartition + (2 * SecondBytes));
        disk[446 + 16 + 4] = 0x83;
        BitConverter.GetBytes(SecondPartition / 512).CopyTo(disk, 446 + 16 + 8);
        BitConverter.GetBytes(SecondBytes / 512).CopyTo(disk, 446 + 16 + 12);
        disk.AsSpan(SecondPartition).Fill(0x5a);
        File.WriteAllBytes(file, disk);
        return disk;
    }

    private static void ExpectClient(Guest guest, int boot)
    {
        guest.Expect($"client: boot {boot}\n");
        guest.Expect("client: 1 MiB is written\n");
        guest.Expect("client: 1 MiB is read, and as it was written\n");
        guest.Expect($"client: boots.txt, {boot} bytes\n");
        guest.Expect("client: A directory/\n");
        guest.Expect("client: done\n");
    }

    private static void Judge(string disk)
    {
        var check = GuestVolume.Check(disk);
        Assert.True(check.ExitCode == 0, check.Output);
        Assert.Equal("**"u8, GuestVolume.Read(disk, "/boots.txt"));

        var expected = new byte[LargeFileBytes];
        for (var i = 0; i < expected.Length; i++)
        {
            expected[i] = (byte)((i * 7) + (i >> 8));
        }

        Assert.Equal(expected, GuestVolume.Read(disk, "/A directory/One large file.data"));
        File.Delete(disk);
    }

    private static string MakeDisk()
    {
        var disk = Path.GetTempFileName();
        HostTool.Require("sh", Path.Combine(BuildOutput.Root, "examples", "files", "make-disk.sh"), disk, $"{FirstMebibytes}");
        return disk;
    }
}
