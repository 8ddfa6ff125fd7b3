// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;

namespace Caprock.Tests.Unit.Fat;

/// <summary>When something is wrong nothing is taken back: fsck.fat may still save it.</summary>
public sealed class ReclaimRefusalTests
{
    /// <summary>Takes a volume of some size.</summary>
    private const string TooLong = "a directory that is too long";

    private const int Cluster = 26;
    private const int Size = 28;
    private const byte FatEntryUnused = 0xe5;

    public static TheoryData<string, string> Wrongs
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var kind in new[] { "16", "32" })
            {
                foreach (var wrong in s_wrongs.Keys.Where(wrong => kind == "32" || wrong != TooLong))
                {
                    all.Add(kind, wrong);
                }
            }

            return all;
        }
    }

    private static readonly Dictionary<string, Action<byte[], ImageTable>> s_wrongs = new()
    {
        ["two files with the same clusters"] = (image, table) => SetFirst(image, table, "LAST", table.FirstOf("PLAIN")),
        ["a chain into the middle of another"] = (_, table) => table[table.FirstOf("LAST")] = table[table.FirstOf("PLAIN")],
        ["a chain that runs in a circle"] = (_, table) => table[table[table.FirstOf("PLAIN")]] = table.FirstOf("PLAIN"),
        ["a cluster that follows itself"] = (_, table) => table[table.FirstOf("PLAIN")] = table.FirstOf("PLAIN"),
        ["a chain into a free cluster"] = (_, table) => table[table.FirstOf("PLAIN")] = table.Free().First(),
        ["a file in a free cluster"] = (image, table) => SetFirst(image, table, "PLAIN", table.Free().First()),
        ["a chain into a bad cluster"] = (_, table) => table[table.FirstOf("PLAIN")] = table.Bad,
        ["a chain that ends in a reserved value"] = (_, table) => table[table.FirstOf("PLAIN")] = 1,
        ["a chain out of the volume"] = (_, table) => table[table.FirstOf("PLAIN")] = table.Clusters + 2,
        ["a file out of the volume"] = (image, table) => SetFirst(image, table, "PLAIN", table.Clusters + 2),
        ["a file in the first reserved cluster"] = (image, table) => SetFirst(image, table, "PLAIN", 1),
        ["a file that is longer than its chain"] = (_, table) => table[table.FirstOf("PLAIN")] = ImageTable.End,
        ["a file with a size and no cluster"] = (image, table) => SetFirst(image, table, "PLAIN", 0),
        ["a directory without a cluster"] = (image, table) => SetFirst(image, table, "DIR", 0),
        ["a directory in itself"] = (image, table) => CopyInto(image, table, "DIR", "DIR"),
        ["a file in two directories"] = (image, table) => CopyInto(image, table, "LAST", "DIR"),
        ["a directory that is another's too"] = (image, table) => CopyInto(image, table, "DIR", "LAST"),
        ["a directory that says it is another"] = (image, table) => image[table.PlaceOf(table.FirstOf("DIR")) + Cluster]++,
        ["a directory above that is none"] = (image, table) =>
            BinaryPrimitives.WriteUInt16LittleEndian(
                image.AsSpan(table.PlaceOf(table.FirstOf("DIR")) + 32 + Cluster), (ushort)(table.Clusters - 9)),
        ["a dot among other names"] = (image, table) => image.AsSpan(table.PlaceOf(table.FirstOf("DIR")), 32)
            .CopyTo(image.AsSpan(table.PlaceOf(table.FirstOf("DIR")) + 64)),
        ["a label with clusters"] = (image, table) => image[table.EntryOf("LAST") + 11] = 8,
        [TooLong] = (_, table) => Lengthen(table),
        ["a lost cluster with a value that means nothing"] = (_, table) => table[table.Free().ElementAt(50)] = 1,
        ["a lost cluster that leads out of the volume"] = (_, table) => table[table.Free().ElementAt(50)] = table.Clusters + 2,
    };

    [Theory]
    [MemberData(nameof(Wrongs))]
    public void Nothing_is_taken_back_where_there_is(string kind, string wrong)
    {
        var disk = ReclaimTests.Filled(kind);
        var table = new ImageTable(disk.Image);
        table.Chain([.. table.Free().Skip(10).Take(20)]);
        s_wrongs[wrong](disk.Image, table);
        var before = (byte[])disk.Image.Clone();
        using var volume = Volume.Mounted(disk);

        Assert.Equal((FatStatus.Corrupt, 0ul), volume.Reclaim());
        Assert.Equal(before, disk.Image);

        // The volume is served as it was.
        Assert.Equal(FatStatus.Done, volume.Flush());
        Assert.Equal(before, disk.Image);
        Assert.Equal(FatStatus.Done, volume.MakeDirectory("new"));
        Assert.Equal(FatStatus.Done, volume.Flush());
    }

    [Theory]
    [InlineData("16")]
    [InlineData("32")]
    public void Whatever_cannot_be_read_nothing_is_taken_back(string kind)
    {
        var image = ReclaimTests.Filled(kind).Image;
        var table = new ImageTable(image);
        table.Chain([.. table.Free().Take(2)]);
        var requests = 0;
        for (; ; requests++)
        {
            Assert.True(requests < 500);
            var disk = new Disk((byte[])image.Clone()) { Log = [] };
            using var volume = new Volume(disk, 128);
            Assert.Equal(FatStatus.Done, volume.Mount());
            disk.FailIn = requests;
            var (status, clusters) = volume.Reclaim();
            if (status == FatStatus.Done)
            {
                Assert.Equal(2ul, clusters);
                Assert.True(disk.FailIn >= 0);
                break;
            }

            Assert.Equal(FatStatus.DeviceError, status);
            Assert.All(
                Tools.Check(disk.Image), line => Assert.Matches("FATs differ|Using first|Reclaim|Free cluster|Auto-correcting", line));
            disk.FailIn = -1;
            Assert.Equal(VolumeTests.Bytes(30_000, 1), volume.ReadFile("PLAIN"));
            if (volume.Flush() == FatStatus.Done)
            {
                Assert.Equal(FatStatus.Done, volume.Reclaim().Status);
                Assert.Empty(Tools.Check(disk.Image));
            }
        }

        Assert.InRange(requests, 8, 400);
    }

    [Fact]
    public void A_volume_with_more_clusters_than_marks_is_left_alone()
    {
        var disk = ReclaimTests.Filled("16");
        var table = new ImageTable(disk.Image);
        table.Chain([.. table.Free().Take(2)]);
        foreach (var marks in new[] { 0u, table.Clusters - 1 })
        {
            using var small = new Volume(disk, markedClusters: marks);
            Assert.Equal(FatStatus.Unsupported, small.Reclaim().Status);
            Assert.Equal(FatStatus.Done, small.Mount());
            Assert.Equal((FatStatus.Unsupported, 0ul), small.Reclaim());
            Assert.Equal(VolumeTests.Bytes(30_000, 1), small.ReadFile("PLAIN"));
        }

        using var enough = new Volume(disk, markedClusters: table.Clusters);
        Assert.Equal(FatStatus.Done, enough.Mount());
        Assert.Equal((FatStatus.Done, 2ul), enough.Reclaim());
    }

    [Fact]
    public void Directories_deeper_than_the_memory_of_the_way_back_are_left_alone()
    {
        foreach (var (depth, expected) in new[] { (512, FatStatus.Done), (513, FatStatus.Unsupported) })
        {
            var disk = new Disk(Tools.Make("16"));
            using var volume = Volume.Mounted(disk);
            for (var i = 1; i <= depth; i++)
            {
                Assert.Equal(FatStatus.Done, volume.MakeDirectory(string.Join('/', Enumerable.Repeat("d", i))));
            }

            Assert.Equal(FatStatus.Done, volume.Flush());
            var table = new ImageTable(disk.Image);
            table.Chain([.. table.Free().Take(7)]);
            using var again = Volume.Mounted(disk);
            Assert.Equal((expected, expected == FatStatus.Done ? 7ul : 0), again.Reclaim());
            Assert.Equal(expected != FatStatus.Done, Tools.Check(disk.Image).Length != 0);
        }
    }

    [Theory]
    [InlineData(12_000, FatStatus.Done)]
    [InlineData(30_000, FatStatus.Unsupported)]
    public void A_volume_all_in_pieces_is_left_alone_rather_than_read_for_minutes(int clusters, FatStatus expected)
    {
        var disk = ReclaimTests.Filled("32");
        var table = new ImageTable(disk.Image);
        var free = table.Free().ToArray();
        new Random(1).Shuffle(free);
        table.Chain(free[..clusters]);
        SetFirst(disk.Image, table, "LAST", free[0]);
        BinaryPrimitives.WriteInt32LittleEndian(disk.Image.AsSpan(table.EntryOf("LAST") + Size), clusters * 512);
        using var volume = Volume.Mounted(disk);
        var before = disk.Reads;

        Assert.Equal((expected, expected == FatStatus.Done ? 40ul : 0), volume.Reclaim());
        Assert.InRange(disk.Reads - before, 10_000, 18_000);
        Assert.Equal(expected == FatStatus.Done, Tools.Check(disk.Image).Length == 0);
    }

    [Fact]
    public void While_a_file_is_open_nothing_is_taken_back()
    {
        using var volume = Volume.Mounted(ReclaimTests.Filled("16"));
        var handle = volume.Open("PLAIN", OpenModes.None);

        Assert.Equal(FatStatus.InUse, volume.Reclaim().Status);
        Assert.Equal(FatStatus.Done, volume.Close(handle));
        Assert.Equal(FatStatus.Done, volume.Reclaim().Status);
    }

    [Fact]
    public void Marks_fit_into_the_bytes_they_are_counted_from()
    {
        for (ulong bytes = 0; bytes < 70_000; bytes += 37)
        {
            var options = FatOptions.Usual;
            var without = FatVolume<TestDevice>.RequiredBytes(ref options);
            options.MarkedClusters = FatOptions.ClustersMarkedIn(bytes);
            Assert.InRange(FatVolume<TestDevice>.RequiredBytes(ref options), without, without + bytes);
            Assert.True(bytes < 20_000 || options.MarkedClusters > (bytes - 10_000) * 8);
        }
    }

    /// <summary>Described systems give fat_server 256 KiB; with clusters of 4 KiB that is enough for more than 3.4 GiB.</summary>
    [Fact]
    public void The_usual_memory_is_enough_for_volumes_of_some_gibibytes()
    {
        var options = FatOptions.Usual;
        var clusters = FatOptions.ClustersMarkedIn(0x40000 - FatVolume<TestDevice>.RequiredBytes(ref options));
        Assert.True(clusters > 900_000, $"{clusters}");
    }

    private static void SetFirst(byte[] image, ImageTable table, string name, uint cluster)
    {
        var entry = table.EntryOf(name);
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(entry + Cluster), (ushort)cluster);
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(entry + 20), (ushort)(cluster >> 16));
    }

    /// <summary>Writes an entry once more, under another name, into a directory or a file that becomes one.</summary>
    private static void CopyInto(byte[] image, ImageTable table, string name, string directory)
    {
        var place = table.PlaceOf(table.FirstOf(directory)) + 64;
        image.AsSpan(table.EntryOf(name), 32).CopyTo(image.AsSpan(place));
        image.AsSpan(place, 8).Fill((byte)'X');
        if (directory == "LAST")
        {
            image.AsSpan(place + 32, table.ClusterBytes - 96).Clear();
            image.AsSpan(place - 64, 64).Fill(FatEntryUnused);
            image[table.EntryOf(directory) + 11] = 0x10;
            BinaryPrimitives.WriteInt32LittleEndian(image.AsSpan(table.EntryOf(directory) + Size), 0);
            table[table.FirstOf(directory)] = ImageTable.End;
        }
    }

    /// <summary>Gives a directory more clusters than 65,536 entries need: a chain of zeros.</summary>
    private static void Lengthen(ImageTable table)
    {
        var directory = table.FirstOf("DIR");
        var rest = table.Free().Take((65_536 * 32 / table.ClusterBytes) + 1).ToArray();
        while (table[directory] < table.Bad)
        {
            directory = table[directory];
        }

        table.Chain(rest);
        table[directory] = rest[0];
    }
}
