// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Unit.Fat;

/// <summary>What each operation does, and what it refuses.</summary>
public sealed class VolumeTests
{
    public static TheoryData<string> Kinds => [.. Tools.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_written_is_read_again_by_us_and_by_mtools(string kind)
    {
        var disk = new Disk(Tools.Make(kind));
        using var volume = Volume.Mounted(disk);
        var data = Bytes(100_000, 5);
        Assert.Equal(FatStatus.Done, volume.MakeDirectory("Some folder"));
        volume.WriteFile("Some folder/A file with a long name.data", data);
        volume.WriteFile("SHORT.TXT", Encoding.ASCII.GetBytes("hello"));
        Assert.Equal(data, volume.ReadFile("/some FOLDER/a FILE with a long name.data"));
        Assert.Equal(FatStatus.Done, volume.Flush());

        using var again = Volume.Mounted(new Disk(disk.Image));
        Assert.Equal(data, again.ReadFile("Some folder/A file with a long name.data"));
        Assert.Equal([("Some folder/", 0u), ("SHORT.TXT", 5u)], again.List("/").Entries);
        Assert.Empty(Tools.Check(disk.Image));
        Assert.Equal(data, Tools.WithFile(disk.Image, file => Tools.Read(file, "Some folder/A file with a long name.data")));
        Assert.Equal("hello"u8, Tools.WithFile(disk.Image, file => Tools.Read(file, "SHORT.TXT")));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_mtools_wrote_is_read(string kind)
    {
        var image = Tools.WithFile(Tools.Make(kind), file =>
        {
            var source = Path.GetTempFileName();
            File.WriteAllBytes(source, Bytes(70_000, 9));
            HostTool.Require("mmd", "-i", file, "::/dir");
            HostTool.Require("mcopy", "-i", file, source, "::/dir/Größe und Maß.bin");
            HostTool.Require("mcopy", "-i", file, source, "::/lower.txt");
            File.Delete(source);
            return File.ReadAllBytes(file);
        });
        using var volume = Volume.Mounted(new Disk(image));

        Assert.Equal([("Größe und Maß.bin", 70_000u)], volume.List("dir").Entries);
        Assert.Equal(Bytes(70_000, 9), volume.ReadFile("DIR/GRÖSSE UND MASS.BIN".Replace("SS", "ß", StringComparison.Ordinal)));
        Assert.Equal(Bytes(70_000, 9), volume.ReadFile("LOWER.TXT"));
    }

    [Fact]
    public void Names_are_what_they_were_and_found_in_any_case()
    {
        string[] names = ["a", "Read Me First.markdown", "naïve Ωmega Жук.txt", "日本語のファイル.dat", "😀.png", "x.y.z", ".hidden",
            "a+b,c;d=e[f].g", new string('n', 195),
            "UPPER.TXT", "lower.txt", "two words"];
        var disk = new Disk(Tools.Make("16-large"));
        using var volume = Volume.Mounted(disk);
        foreach (var name in names)
        {
            volume.WriteFile(name, Encoding.UTF8.GetBytes(name));
        }

        var listed = volume.List("/", 600).Entries.Select(entry => entry.Name);
        Assert.Equal(names.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        Assert.All(names, name => Assert.Equal(Encoding.UTF8.GetBytes(name), volume.ReadFile(name.ToUpperInvariant())));
        Assert.All(names, name => Assert.Equal(FatStatus.Exists, volume.TryOpen(name, OpenModes.Create | OpenModes.Exclusive, out _)));
        Assert.Equal(FatStatus.Done, volume.Flush());
        Assert.Empty(Tools.Check(disk.Image));
    }

    [Theory]
    [InlineData("a:b")]
    [InlineData("a*")]
    [InlineData("what?")]
    [InlineData("back\\slash")]
    [InlineData("dot.")]
    [InlineData("space ")]
    [InlineData("..")]
    [InlineData("a/../b")]
    [InlineData("tab\tbed")]
    public void A_name_that_other_systems_cannot_have_is_refused(string name)
    {
        using var volume = Volume.Mounted(new Disk(Tools.Make("16")));
        volume.MakeDirectory("a");

        Assert.Equal(FatStatus.InvalidName, volume.TryOpen(name, OpenModes.Create, out _));
        Assert.Equal(FatStatus.InvalidName, volume.MakeDirectory(name));
    }

    [Fact]
    public void A_name_of_more_than_195_units_is_refused()
    {
        using var volume = Volume.Mounted(new Disk(Tools.Make("16")));

        Assert.Equal(FatStatus.InvalidName, volume.TryOpen(new string('n', 196), OpenModes.Create, out _));
        Assert.Equal(FatStatus.InvalidName, volume.TryOpen(new string('n', 300), OpenModes.Create, out _));
    }

    [Fact]
    public void Many_names_that_begin_alike_get_different_short_names()
    {
        var disk = new Disk(Tools.Make("16-large"));
        using var volume = Volume.Mounted(disk);
        for (var i = 0; i < 60; i++)
        {
            volume.WriteFile($"a long name {i}.text", [(byte)i]);
        }

        Assert.Equal(FatStatus.Done, volume.Flush());
        Assert.Empty(Tools.Check(disk.Image));
        Assert.Equal([42], Tools.WithFile(disk.Image, file => Tools.Read(file, "a long name 42.text")));
    }

    [Fact]
    public void A_path_that_leads_nowhere_is_told_apart_from_one_through_a_file()
    {
        using var volume = Volume.Mounted(new Disk(Tools.Make("16")));
        volume.WriteFile("file", [1]);
        volume.MakeDirectory("directory");

        Assert.Equal(FatStatus.NotFound, volume.TryOpen("nothing", OpenModes.None, out _));
        Assert.Equal(FatStatus.NotFound, volume.TryOpen("nothing/below", OpenModes.Create, out _));
        Assert.Equal(FatStatus.NotDirectory, volume.TryOpen("file/below", OpenModes.Create, out _));
        Assert.Equal(FatStatus.NotDirectory, volume.List("file").Status);
        Assert.Equal(FatStatus.IsDirectory, volume.TryOpen("directory", OpenModes.None, out _));
        Assert.Equal(FatStatus.IsDirectory, volume.TryOpen("/", OpenModes.None, out _));
        Assert.Equal(FatStatus.IsDirectory, volume.Remove("directory"));
        Assert.Equal(FatStatus.NotDirectory, volume.RemoveDirectory("file"));
        Assert.Equal(FatStatus.Exists, volume.MakeDirectory("file"));
        Assert.Equal(FatStatus.Exists, volume.MakeDirectory("/"));
        Assert.Equal(FatStatus.InvalidArgument, volume.RemoveDirectory("/"));
    }

    [Fact]
    public void A_handle_is_refused_when_it_was_given_back_or_is_not_for_writing()
    {
        using var volume = Volume.Mounted(new Disk(Tools.Make("16")));
        volume.WriteFile("file", [1, 2, 3]);
        var reader = volume.Open("file", OpenModes.None);

        Assert.Equal(FatStatus.InvalidHandle, volume.Write(reader, 0, [9]).Status);
        Assert.Equal(FatStatus.InvalidHandle, volume.Resize(reader, 0));
        Assert.Equal(FatStatus.InUse, volume.Remove("file"));
        Assert.Equal(FatStatus.InUse, volume.Rename("file", "other"));
        Assert.Equal(FatStatus.Done, volume.Close(reader));
        Assert.Equal(FatStatus.InvalidHandle, volume.Close(reader));
        Assert.Equal(FatStatus.InvalidHandle, volume.Read(reader, 0, 1).Status);
        Assert.Equal(FatStatus.InvalidHandle, volume.Read(0xffff_ffff, 0, 1).Status);
        Assert.Equal(FatStatus.Done, volume.Remove("file"));
    }

    [Fact]
    public void Files_open_at_once_are_bounded()
    {
        using var volume = Volume.Mounted(new Disk(Tools.Make("16-large")));
        var handles = Enumerable.Range(0, 16).Select(i => volume.Open($"f{i}", OpenModes.Create)).ToList();

        Assert.Equal(FatStatus.NoHandle, volume.TryOpen("one more", OpenModes.Create, out _));
        Assert.Equal(FatStatus.NotFound, volume.Stat("one more", out _, out _));
        Assert.Equal(FatStatus.Done, volume.Close(handles[3]));
        Assert.Equal(FatStatus.Done, volume.TryOpen("one more", OpenModes.Create, out _));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_gap_reads_as_zeros_also_where_other_data_was(string kind)
    {
        var disk = new Disk(Tools.Make(kind));
        using var volume = Volume.Mounted(disk);
        volume.WriteFile("before", Bytes(60_000, 3));
        Assert.Equal(FatStatus.Done, volume.Remove("before"));
        Assert.Equal(FatStatus.Done, volume.Flush());
        var handle = volume.Open("file", OpenModes.Create | OpenModes.Write);
        Assert.Equal((FatStatus.Done, 3), volume.Write(handle, 0, [7, 7, 7]));
        Assert.Equal((FatStatus.Done, 2), volume.Write(handle, 40_001, [8, 8]));
        Assert.Equal(FatStatus.Done, volume.Resize(handle, 50_000));

        var expected = new byte[50_000];
        new byte[] { 7, 7, 7 }.CopyTo(expected, 0);
        new byte[] { 8, 8 }.CopyTo(expected, 40_001);
        Assert.Equal(expected, volume.Read(handle, 0, 60_000).Data);
        Assert.Equal(FatStatus.Done, volume.Resize(handle, 2));
        Assert.Equal(FatStatus.Done, volume.Resize(handle, 5));
        Assert.Equal([7, 7, 0, 0, 0], volume.Read(handle, 0, 10).Data);
        Assert.Equal(FatStatus.Done, volume.Flush());
        Assert.Empty(Tools.Check(disk.Image));
    }

    [Fact]
    public void A_full_volume_takes_what_fits_and_everything_is_free_again_after_removal()
    {
        var disk = new Disk(Tools.Make("16"));
        using var volume = Volume.Mounted(disk);
        for (var round = 0; round < 3; round++)
        {
            var handle = volume.Open("large", OpenModes.Create | OpenModes.Write);
            var data = Bytes(1_000_000, round);
            Assert.Equal((FatStatus.Done, data.Length), volume.Write(handle, 0, data));
            Assert.Equal((FatStatus.Done, data.Length), volume.Write(handle, 1_000_000, data));
            var (status, bytes) = volume.Write(handle, 2_000_000, data);
            Assert.Equal(FatStatus.Done, status);
            Assert.InRange(bytes, 1, 300_000);
            Assert.Equal(FatStatus.NoSpace, volume.Write(handle, 2_000_000 + (ulong)bytes, [1]).Status);
            Assert.Equal(FatStatus.NoSpace, volume.MakeDirectory("directory"));
            Assert.Equal(FatStatus.Done, volume.Close(handle));
            Assert.Equal(FatStatus.Done, volume.Remove("large"));
        }

        Assert.Equal(FatStatus.Done, volume.Flush());
        Assert.Empty(Tools.Check(disk.Image));
    }

    [Fact]
    public void The_root_of_FAT16_has_a_bounded_number_of_entries_and_directories_grow()
    {
        var disk = new Disk(Tools.Make("16"));
        using var volume = Volume.Mounted(disk);
        Assert.Equal(FatStatus.Done, volume.MakeDirectory("d"));
        var count = 0;
        while (volume.TryOpen($"F{count}", OpenModes.Create, out var handle) == FatStatus.Done)
        {
            Assert.Equal(FatStatus.Done, volume.Close(handle));
            count++;
        }

        Assert.InRange(count, 60, 63);
        for (var i = 0; i < 300; i++)
        {
            volume.WriteFile($"d/a file with a name that takes some entries {i}", []);
        }

        Assert.Equal(300, volume.List("d").Entries.Count);
        Assert.Equal(FatStatus.Done, volume.Flush());
        Assert.Empty(Tools.Check(disk.Image));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Directories_are_renamed_with_what_is_in_them_but_not_into_themselves(string kind)
    {
        var disk = new Disk(Tools.Make(kind));
        using var volume = Volume.Mounted(disk);
        volume.MakeDirectory("one");
        volume.MakeDirectory("one/two");
        volume.MakeDirectory("three");
        volume.WriteFile("one/two/file", [1, 2, 3]);

        Assert.Equal(FatStatus.InvalidArgument, volume.Rename("one", "one/two/one"));
        Assert.Equal(FatStatus.InvalidArgument, volume.Rename("one", "ONE/x"));
        Assert.Equal(FatStatus.Exists, volume.Rename("one", "three"));
        Assert.Equal(FatStatus.NotFound, volume.Rename("four", "five"));
        Assert.Equal(FatStatus.Done, volume.Rename("one/two", "three/a rather long new name"));
        Assert.Equal(FatStatus.Done, volume.Rename("three", "Three"));
        Assert.Equal(FatStatus.Done, volume.Rename("one", "two"));
        Assert.Equal([1, 2, 3], volume.ReadFile("three/a rather long new name/file"));
        Assert.Equal(["Three/", "two/"], volume.List("/").Entries.Select(entry => entry.Name).Order());
        Assert.Equal(FatStatus.NotEmpty, volume.RemoveDirectory("three"));
        Assert.Equal(FatStatus.Done, volume.RemoveDirectory("two"));
        Assert.Equal(FatStatus.Done, volume.Flush());
        Assert.Empty(Tools.Check(disk.Image));
    }

    [Fact]
    public void A_failed_read_is_told_and_harms_nothing_and_a_failed_write_ends_all_writing()
    {
        var disk = new Disk(Tools.Make("16"));
        using (var volume = Volume.Mounted(disk))
        {
            volume.WriteFile("file", Bytes(5000, 1));
            Assert.Equal(FatStatus.Done, volume.Flush());
        }

        using var again = Volume.Mounted(disk);
        var handle = again.Open("file", OpenModes.Write);
        disk.FailIn = 0;
        Assert.Equal(FatStatus.DeviceError, again.Read(handle, 0, 4096).Status);
        disk.FailIn = -1;
        Assert.Equal(Bytes(5000, 1), again.Read(handle, 0, 5000).Data);
        disk.FailIn = 0;
        Assert.Equal(FatStatus.DeviceError, again.Write(handle, 0, new byte[512]).Status);
        disk.FailIn = -1;
        Assert.Equal(FatStatus.DeviceError, again.Write(handle, 0, new byte[512]).Status);
        Assert.Equal(FatStatus.DeviceError, again.Flush());
        Assert.Equal(5000, again.Read(handle, 0, 5000).Data.Length);
    }

    [Fact]
    public void Nothing_is_done_before_a_volume_is_mounted_and_other_kinds_are_refused()
    {
        using var volume = new Volume(new Disk(Tools.Make("16")));
        Assert.Equal(FatStatus.Unsupported, volume.TryOpen("file", OpenModes.Create, out _));
        Assert.Equal(FatStatus.Done, volume.Mount());
        Assert.Equal(FatStatus.InvalidArgument, volume.Mount());

        using var empty = new Volume(new Disk(new byte[100_000 / 512 * 512]));
        Assert.Equal(FatStatus.Unsupported, empty.Mount());
        using var shortened = new Volume(new Disk(Tools.Make("16")[..1_000_448]));
        Assert.Equal(FatStatus.Unsupported, shortened.Mount());
    }

    internal static byte[] Bytes(int count, int seed)
    {
        var data = new byte[count];
        new Random(seed).NextBytes(data);
        return data;
    }
}
