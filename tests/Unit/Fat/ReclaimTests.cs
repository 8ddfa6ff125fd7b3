// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;

namespace Caprock.Tests.Unit.Fat;

/// <summary>Clusters that no file has are taken back, and nothing else is.</summary>
public sealed class ReclaimTests
{
    public static TheoryData<string> Kinds => [.. Tools.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Lost_chains_of_every_shape_are_taken_back(string kind)
    {
        var disk = Filled(kind);
        var table = new ImageTable(disk.Image);
        var free = table.Free().ToArray();
        table.Chain(free[0]);
        table.Chain(free[10..40]);
        table.Chain([.. free[50..80].Reverse()]);
        table.Chain(free[100], free[200], free[150], free[180]);
        table[free[300]] = free[301];
        table[free[310]] = free[310];
        table.Chain(free[320..330]);
        table[free[329]] = free[325];
        table[free[340]] = free[320];
        table[free[341]] = table.FirstOf("PLAIN");
        Assert.NotEmpty(Tools.Check(disk.Image));

        using var volume = Volume.Mounted(disk);
        Assert.Equal((FatStatus.Done, 1ul + 30 + 30 + 4 + 1 + 1 + 10 + 1 + 1), volume.Reclaim());

        Assert.Empty(Tools.Check(disk.Image));
        Assert.Equal(free, table.Free());
        AssertFilled(volume);
        Assert.Equal((FatStatus.Done, 0ul), volume.Reclaim());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Where_nothing_is_lost_nothing_is_written(string kind)
    {
        var image = Filled(kind).Image;
        var disk = new Disk(image) { Log = [] };
        using var volume = Volume.Mounted(disk);

        Assert.Equal((FatStatus.Done, 0ul), volume.Reclaim());
        Assert.Empty(disk.Log);
        AssertFilled(volume);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_full_volume_has_room_again(string kind)
    {
        var disk = Filled(kind);
        var table = new ImageTable(disk.Image);
        var free = table.Free().ToArray();
        table.Chain(free);
        using var volume = Volume.Mounted(disk);

        Assert.Equal((FatStatus.Done, (ulong)free.Length), volume.Reclaim());
        Assert.Empty(Tools.Check(disk.Image));
        AssertFilled(volume);
        volume.WriteFile("new", VolumeTests.Bytes(1_000_000, 1));
        Assert.Equal(VolumeTests.Bytes(1_000_000, 1), volume.ReadFile("new"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Bad_clusters_stay_bad(string kind)
    {
        var disk = Filled(kind);
        var table = new ImageTable(disk.Image);
        var free = table.Free().ToArray();
        foreach (var cluster in free[5..9])
        {
            table[cluster] = table.Bad;
        }

        table.Chain(free[20..22]);
        using var volume = Volume.Mounted(disk);

        Assert.Equal((FatStatus.Done, 2ul), volume.Reclaim());
        Assert.All(free[5..9], cluster => Assert.Equal(table.Bad, table[cluster]));
        Assert.Equal(free.Length - 4, table.Free().Count());
        Assert.Empty(Tools.Check(disk.Image));
    }

    [Theory]
    [InlineData("16")]
    [InlineData("32")]
    public void Chains_are_cut_where_their_files_end_at_most_64_at_once(string kind)
    {
        var disk = new Disk(Tools.Make(kind));
        using var volume = Volume.Mounted(disk);
        Assert.Equal(FatStatus.Done, volume.MakeDirectory("d"));
        for (var i = 0; i < 70; i++)
        {
            volume.WriteFile($"d/F{i}", VolumeTests.Bytes(3000, i));
        }

        Assert.Equal(FatStatus.Done, volume.Flush());
        var table = new ImageTable(disk.Image);
        var free = table.Free().Count();
        var directory = disk.Image.AsSpan();
        for (var at = table.RootStart; at < disk.Image.Length; at += 32)
        {
            var isFile = directory[at] == 'F' && directory[at + 11] == 0x20;
            if (isFile && BinaryPrimitives.ReadInt32LittleEndian(directory[(at + 28)..]) == 3000)
            {
                BinaryPrimitives.WriteInt32LittleEndian(directory[(at + 28)..], 1000);
            }
        }

        using var again = Volume.Mounted(disk);
        Assert.Equal((FatStatus.Done, 64ul * 4), again.Reclaim());
        Assert.Equal((FatStatus.Done, 6ul * 4), again.Reclaim());
        Assert.Equal((FatStatus.Done, 0ul), again.Reclaim());
        Assert.Equal(free + (70 * 4), table.Free().Count());
        Assert.Empty(Tools.Check(disk.Image));
        Assert.All(Enumerable.Range(0, 70), i => Assert.Equal(VolumeTests.Bytes(3000, i)[..1000], again.ReadFile($"d/F{i}")));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Directories_lie_inside_one_another_and_side_by_side(string kind)
    {
        var disk = new Disk(Tools.Make(kind));
        using var volume = Volume.Mounted(disk);
        var path = "d";
        Assert.Equal(FatStatus.Done, volume.MakeDirectory(path));
        for (var depth = 0; depth < 150; depth++)
        {
            path += "/d";
            Assert.Equal(FatStatus.Done, volume.MakeDirectory(path));
            volume.WriteFile(path + "/f", [(byte)depth]);
        }

        for (var i = 0; i < 150; i++)
        {
            Assert.Equal(FatStatus.Done, volume.MakeDirectory($"d/side {i}"));
            volume.WriteFile($"d/side {i}/a file with a long name", [(byte)i]);
        }

        Assert.Equal(FatStatus.Done, volume.Flush());
        var table = new ImageTable(disk.Image);
        table.Chain([.. table.Free().Take(99)]);
        using var again = Volume.Mounted(disk);

        Assert.Equal((FatStatus.Done, 99ul), again.Reclaim());
        Assert.Empty(Tools.Check(disk.Image));
        Assert.Equal([149], again.ReadFile(path + "/f"));
        Assert.Equal([149], again.ReadFile("d/side 149/a file with a long name"));
    }

    [Fact]
    public void What_was_done_and_not_flushed_is_everybodys_too()
    {
        var disk = Filled("16");
        using var volume = Volume.Mounted(disk);
        volume.MakeDirectory("new");
        volume.WriteFile("new/file", VolumeTests.Bytes(9000, 4));
        volume.Remove("PLAIN");

        Assert.Equal((FatStatus.Done, 0ul), volume.Reclaim());
        Assert.Empty(Tools.Check(disk.Image));
        Assert.Equal(VolumeTests.Bytes(9000, 4), volume.ReadFile("new/file"));
    }

    /// <summary>A power failure can leave an entry behind the mark that no others follow; fsck.fat takes that for a file.</summary>
    [Fact]
    public void A_file_behind_the_end_of_a_directory_keeps_its_clusters()
    {
        var disk = Filled("16");
        var table = new ImageTable(disk.Image);
        var last = table.EntryOf("LAST");
        disk.Image.AsSpan(last, 32).CopyTo(disk.Image.AsSpan(last + 96));
        disk.Image.AsSpan(last, 32).Clear();
        table.Chain([.. table.Free().Take(3)]);
        using var volume = Volume.Mounted(disk);

        Assert.Equal((FatStatus.Done, 3ul), volume.Reclaim());
        disk.Image.AsSpan(last + 96, 32).CopyTo(disk.Image.AsSpan(last));
        disk.Image.AsSpan(last + 96, 32).Clear();
        Assert.Empty(Tools.Check(disk.Image));
        AssertFilled(Volume.Mounted(disk));
    }

    /// <summary>The table and the directories come in runs, not sector by sector.</summary>
    [Fact]
    public void Many_sectors_come_in_one_request()
    {
        var disk = Filled("32");
        var table = new ImageTable(disk.Image);
        var sectors = ((int)table.Clusters + 2 + 127) / 128;
        table.Chain([.. table.Free().Take(10)]);
        using var volume = new Volume(disk, 128);
        Assert.Equal(FatStatus.Done, volume.Mount());
        var before = disk.Reads;

        Assert.Equal((FatStatus.Done, 10ul), volume.Reclaim());
        Assert.True(sectors > 500);
        Assert.InRange(disk.Reads - before, sectors / 16, (sectors / 16) + 40);
    }

    [Fact]
    public void No_sector_is_in_memory_twice()
    {
        var disk = Filled("16");
        using (var writer = Volume.Mounted(disk))
        {
            writer.WriteFile("GAP", VolumeTests.Bytes(300_000, 1));
            writer.WriteFile("FAR", VolumeTests.Bytes(2000, 2));
            Assert.Equal(FatStatus.Done, writer.Flush());
        }

        // Now a sector in the middle of the table is in memory, and some before it are not.
        using var volume = Volume.Mounted(disk, 128);
        Assert.Equal(VolumeTests.Bytes(2000, 2), volume.ReadFile("FAR"));

        Assert.Equal((FatStatus.Done, 0ul), volume.Reclaim());
        Assert.Distinct(volume.Cached());
    }

    /// <summary>A volume with directories and files of several sizes.</summary>
    internal static Disk Filled(string kind)
    {
        var disk = new Disk(Tools.Make(kind));
        using var volume = Volume.Mounted(disk);
        volume.WriteFile("PLAIN", VolumeTests.Bytes(30_000, 1));
        volume.WriteFile("EMPTY", []);
        Assert.Equal(FatStatus.Done, volume.MakeDirectory("DIR"));
        Assert.Equal(FatStatus.Done, volume.MakeDirectory("DIR/inner"));
        volume.WriteFile("DIR/inner/a file with a long name", VolumeTests.Bytes(5000, 2));
        for (var i = 0; i < 40; i++)
        {
            volume.WriteFile($"DIR/file {i}", VolumeTests.Bytes(i * 100, i));
        }

        volume.WriteFile("LAST", VolumeTests.Bytes(20_000, 3));
        Assert.Equal(FatStatus.Done, volume.Flush());
        return disk;
    }

    private static void AssertFilled(Volume volume)
    {
        Assert.Equal(VolumeTests.Bytes(30_000, 1), volume.ReadFile("PLAIN"));
        Assert.Equal(VolumeTests.Bytes(5000, 2), volume.ReadFile("DIR/inner/a file with a long name"));
        Assert.Equal(VolumeTests.Bytes(3900, 39), volume.ReadFile("DIR/file 39"));
        Assert.Equal(VolumeTests.Bytes(20_000, 3), volume.ReadFile("LAST"));
        Assert.Empty(volume.ReadFile("EMPTY"));
    }
}
