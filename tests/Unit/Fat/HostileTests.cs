// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;

namespace Caprock.Tests.Unit.Fat;

/// <summary>Images that somebody made to do harm: what is asked of them ends, with an error or not.</summary>
/// <remarks>
/// A volume that reads outside its disk fails the test in <see cref="Disk"/>, one that does not end in <see cref="Volume"/>.
/// </remarks>
public sealed class HostileTests
{
    private const int TableStart = 512;
    private static readonly Lazy<byte[]> s_filled = new(Fill);

    [Theory]
    [InlineData(0, 512)]
    [InlineData(0, 64)]
    [InlineData(512, 9000)]
    [InlineData(512, 20_000)]
    [InlineData(9000, 60_000)]
    public void Whatever_is_changed_operations_end(int from, int to)
    {
        var filled = s_filled.Value;
        for (var seed = 0; seed < 250; seed++)
        {
            var image = (byte[])filled.Clone();
            var random = new Random((seed * 31) + to);
            for (var i = random.Next(1, 40); i > 0; i--)
            {
                var at = random.Next(from, to);
                image[at] = random.Next(4) switch { 0 => 0, 1 => 0xff, 2 => (byte)random.Next(1, 9), _ => (byte)random.Next(256) };
            }

            Exercise(new Disk(image, seed));
        }
    }

    [Fact]
    public void Directory_entries_of_every_kind_are_survived()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var image = (byte[])s_filled.Value.Clone();
            var random = new Random(seed);
            var root = RootStart(image);
            for (var entry = root; entry < root + 2048; entry += 32)
            {
                random.NextBytes(image.AsSpan(entry, 32));
                image[entry] = (byte)(random.Next(3) == 0 ? random.Next(0x41, 0x60) : random.Next(1, 24));
                image[entry + 11] = (byte)(random.Next(3) switch { 0 => 0x0f, 1 => 0x10, _ => 0x20 });
                image[entry + 26] = (byte)random.Next(12);
                image[entry + 27] = 0;
            }

            Exercise(new Disk(image, seed));
        }
    }

    [Fact]
    public void A_chain_that_runs_in_a_circle_ends()
    {
        var image = (byte[])s_filled.Value.Clone();
        for (var cluster = 2; cluster < 4000; cluster++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(TableStart + (cluster * 2)), 2);
        }

        Exercise(new Disk(image));
    }

    [Fact]
    public void A_directory_that_contains_itself_is_as_deep_as_the_path()
    {
        var image = (byte[])s_filled.Value.Clone();
        var root = RootStart(image);
        using (var volume = Volume.Mounted(new Disk(image)))
        {
            Assert.Equal(FatStatus.Done, volume.MakeDirectory("LOOP"));
            Assert.Equal(FatStatus.Done, volume.Flush());
        }

        var entry = root;
        while (!image.AsSpan(entry, 4).SequenceEqual("LOOP"u8))
        {
            entry += 32;
        }

        var cluster = BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(entry + 26));
        var inside = RootStart(image) + (64 * 32) + ((cluster - 2) * 512) + 64;
        image.AsSpan(entry, 32).CopyTo(image.AsSpan(inside));
        using var again = Volume.Mounted(new Disk(image));

        Assert.Equal(FatStatus.Done, again.Stat(string.Join('/', Enumerable.Repeat("loop", 200)), out _, out var attributes));
        Assert.Equal(FatAttributes.Directory, attributes);
        Exercise(new Disk(image));
    }

    private static int RootStart(byte[] image)
    {
        int reserved = BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(14));
        return (reserved + (image[16] * BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(22)))) * 512;
    }

    private static byte[] Fill()
    {
        var disk = new Disk(Tools.Make("16"));
        using var volume = Volume.Mounted(disk);
        volume.MakeDirectory("d");
        volume.MakeDirectory("d/e");
        for (var i = 0; i < 12; i++)
        {
            volume.WriteFile($"d/a long name of a file {i}", VolumeTests.Bytes(i * 700, i));
            volume.WriteFile($"F{i}", VolumeTests.Bytes(i * 300, i));
        }

        Assert.Equal(FatStatus.Done, volume.Flush());
        return disk.Image;
    }

    private static void Exercise(Disk disk)
    {
        using var volume = new Volume(disk, 32);
        if (volume.Mount() != FatStatus.Done)
        {
            return;
        }

        Reclaim(disk, volume);
        foreach (var path in new[] { "/", "d", "d/e" })
        {
            foreach (var (name, size) in volume.List(path).Entries.Take(12))
            {
                Use(volume, path + "/" + name.TrimEnd('/'), size);
            }
        }

        for (var i = 0; i < 4; i++)
        {
            if (volume.TryOpen($"d/a new name {i}", OpenModes.Create | OpenModes.Write, out var handle) == FatStatus.Done)
            {
                volume.Write(handle, 0, new byte[3000]);
                volume.Close(handle);
            }

            volume.MakeDirectory($"d/new {i}");
            volume.Rename($"d/a long name of a file {i}", $"moved {i}");
            volume.Remove($"d/a long name of a file {i + 4}");
            volume.RemoveDirectory($"d/e");
        }

        volume.Flush();
        Assert.Equal(0, volume.Fat.ActiveOperations);
    }

    /// <summary>What is taken back was nobody's: what fsck.fat would keep is not touched, whatever is wrong.</summary>
    private static void Reclaim(Disk disk, Volume volume)
    {
        var before = (byte[])disk.Image.Clone();
        var (status, clusters) = volume.Reclaim();
        Assert.Contains(status, new[] { FatStatus.Done, FatStatus.Corrupt, FatStatus.Unsupported });
        Assert.Equal(status == FatStatus.Done && clusters != 0, !before.AsSpan().SequenceEqual(disk.Image));
    }

    private static void Use(Volume volume, string path, uint size)
    {
        if (volume.TryOpen(path, OpenModes.Write, out var handle) == FatStatus.Done)
        {
            volume.Read(handle, 0, 20_000);
            volume.Read(handle, size / 2, 100);
            volume.Write(handle, size, [1, 2, 3]);
            volume.Resize(handle, size / 2);
            volume.Close(handle);
        }
    }
}
