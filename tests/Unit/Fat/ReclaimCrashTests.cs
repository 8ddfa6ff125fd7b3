// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Fat;

/// <summary>The power fails, and the next start takes back what that has lost; the power may fail in that too.</summary>
public sealed class ReclaimCrashTests
{
    [Theory]
    [InlineData("16", 31, 120, 1)]
    [InlineData("16", 32, 120, 1)]
    [InlineData("16-large", 33, 120, 8)]
    [InlineData("32", 34, 120, 12)]
    public void After_every_write_the_next_start_finds_everything_again(string kind, int seed, int steps, int every)
    {
        var (log, run, image) = CrashTests.Record(kind, seed, steps);
        ulong taken = 0;
        for (var i = 0; i < log.Count; i++)
        {
            if (log[i].IsFlush)
            {
                continue;
            }

            CrashTests.Apply(log[i], image);
            if (i % every == 0)
            {
                var after = (byte[])image.Clone();
                taken += Restart(after, $"after write {i}");
                if (i % (every * 5) == 0)
                {
                    CrashTests.AssertFlushedIsThere(run, log, after, i);
                }
            }
        }

        Assert.NotEqual(0ul, taken);
    }

    [Theory]
    [InlineData(41)]
    [InlineData(42)]
    [InlineData(43)]
    public void Whatever_writes_are_lost_the_next_start_finds_everything_again(int seed)
    {
        var (log, run, durable) = CrashTests.Record("16", seed, 60);
        ulong taken = 0;
        foreach (var (lossy, start) in Losses(log, durable, seed, 3))
        {
            taken += Restart(lossy, $"writes from {start}");
            CrashTests.AssertFlushedIsThere(run, log, lossy, start - 1);
        }

        Assert.NotEqual(0ul, taken);
    }

    [Theory]
    [InlineData("16", 51, 1)]
    [InlineData("32", 52, 25)]
    public void The_power_fails_while_clusters_are_taken_back(string kind, int seed, int every)
    {
        var (image, content) = Littered(kind);
        var disk = new Disk((byte[])image.Clone(), seed) { Log = [] };
        using (var volume = Volume.Mounted(disk))
        {
            var (status, clusters) = volume.Reclaim();
            Assert.Equal(FatStatus.Done, status);
            Assert.True(clusters > 900, $"{clusters}");
        }

        Assert.Empty(Tools.Check(disk.Image));
        Assert.True(disk.Log.Count(write => !write.IsFlush) > 20);
        var step = (byte[])image.Clone();
        foreach (var (number, write) in disk.Log.Where(write => !write.IsFlush).Index())
        {
            CrashTests.Apply(write, step);
            if (number % every != 0)
            {
                continue;
            }

            AssertOnlyLosses(step);
            var after = (byte[])step.Clone();
            Restart(after, "a write of taking back");
            AssertContent(after, content);
        }

        foreach (var (lossy, start) in Losses(disk.Log, image, seed, 6))
        {
            AssertOnlyLosses(lossy);
            Restart(lossy, $"taking back, writes from {start}");
            AssertContent(lossy, content);
        }
    }

    [Theory]
    [InlineData("16", 61)]
    [InlineData("16", 62)]
    [InlineData("16-large", 63)]
    [InlineData("32", 64)]
    public void Life_goes_on_after_many_failures(string kind, int seed)
    {
        var random = new Random(seed);
        var image = Tools.Make(kind);
        for (var life = 0; life < 12; life++)
        {
            var log = new List<DiskWrite>();
            using var volume = Volume.Mounted(new Disk((byte[])image.Clone(), seed + life) { Log = log });
            Assert.Equal(FatStatus.Done, volume.Reclaim().Status);
            var run = new RandomRun(volume, (seed * 100) + life, 10_000) { Model = Model.Of(volume) };
            RandomRun.AssertSame(run.Model, volume);
            run.Run(60);
            RandomRun.AssertSame(run.Model, volume);
            foreach (var write in log.Take(random.Next(log.Count / 2, log.Count)).Where(write => !write.IsFlush))
            {
                CrashTests.Apply(write, image);
            }
        }

        Restart(image, "the last life");
    }

    /// <summary>Mounts, takes back and flushes; then fsck.fat finds no fault but for a second table that nobody reads.</summary>
    private static ulong Restart(byte[] image, string when)
    {
        using var volume = Volume.Mounted(new Disk(image));
        var (status, clusters) = volume.Reclaim();
        Assert.True(status == FatStatus.Done, $"{when}: {status}");
        Assert.Equal(FatStatus.Done, volume.Flush());
        var complaints = Tools.Check(image).Where(line => !line.StartsWith("FATs differ", StringComparison.Ordinal)
            && !line.Contains("Using first FAT", StringComparison.Ordinal));
        Assert.True(!complaints.Any(), $"{when}: {string.Join(" | ", complaints)}");
        return clusters;
    }

    /// <summary>What is on the disk when of the writes between two flushes of it some are lost.</summary>
    private static IEnumerable<(byte[] Image, int Start)> Losses(List<DiskWrite> log, byte[] image, int seed, int attempts)
    {
        var random = new Random(seed);
        var durable = (byte[])image.Clone();
        var start = 0;
        for (var i = 0; i <= log.Count; i++)
        {
            if (i < log.Count && !log[i].IsFlush)
            {
                continue;
            }

            for (var attempt = 0; attempt < attempts; attempt++)
            {
                var lossy = (byte[])durable.Clone();
                foreach (var write in log.Take(i).Skip(start).Where(_ => random.Next(2) == 0))
                {
                    CrashTests.Apply(write, lossy);
                }

                yield return (lossy, start);
            }

            foreach (var write in log.Take(i).Skip(start))
            {
                CrashTests.Apply(write, durable);
            }

            start = i + 1;
        }
    }

    /// <summary>A volume with lost chains all over its table, and chains that go on behind the ends of files.</summary>
    private static (byte[] Image, Dictionary<string, byte[]> Content) Littered(string kind)
    {
        var disk = new Disk(Tools.Make(kind));
        var content = new Dictionary<string, byte[]>();
        using var volume = Volume.Mounted(disk);
        volume.MakeDirectory("d");
        for (var i = 0; i < 30; i++)
        {
            content[$"d/some file {i}"] = VolumeTests.Bytes(2000 + (i * 100), i);
            volume.WriteFile($"d/some file {i}", content[$"d/some file {i}"]);
            content[$"TAIL{i}"] = VolumeTests.Bytes(1000, i);
            volume.WriteFile($"TAIL{i}", content[$"TAIL{i}"]);
        }

        Assert.Equal(FatStatus.Done, volume.Flush());
        var table = new ImageTable(disk.Image);
        var free = table.Free().Where((_, i) => i % 3 == 0).ToArray();
        for (var i = 0; i < 30; i++)
        {
            var last = table.FirstOf($"TAIL{i}");
            while (table[last] < table.Bad)
            {
                last = table[last];
            }

            table[last] = free[i * 2];
            table.Chain(free[i * 2], free[(i * 2) + 1]);
        }

        for (var i = 60; i + 30 < free.Length; i += 30)
        {
            table.Chain(free[i..(i + 25)]);
        }

        return (disk.Image, content);
    }

    private static void AssertOnlyLosses(byte[] image) => Assert.All(
        Tools.Check(image),
        line => Assert.Matches("^ *(FATs differ|Using first|Reclaim|Free cluster|Auto-correcting|/|File size is|Truncating)", line));

    private static void AssertContent(byte[] image, Dictionary<string, byte[]> content)
    {
        using var volume = Volume.Mounted(new Disk(image));
        Assert.All(content, pair => Assert.Equal(pair.Value, volume.ReadFile(pair.Key)));
    }
}
