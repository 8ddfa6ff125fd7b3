// SPDX-License-Identifier: BSD-2-Clause
using System.Text.RegularExpressions;

namespace Caprock.Tests.Unit.Fat;

/// <summary>The power fails at every single write of a recorded run.</summary>
public sealed partial class CrashTests
{
    [Theory]
    [InlineData("16", 1)]
    [InlineData("16", 2)]
    [InlineData("16-large", 3)]
    [InlineData("32", 4)]
    public void After_every_write_the_volume_is_sound_and_has_what_was_flushed(string kind, int seed)
    {
        var (log, run, image) = Record(kind, seed, 120);
        var problems = new List<string>();
        Tools.WithFile((byte[])image.Clone(), file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
            for (var i = 0; i < log.Count; i++)
            {
                if (log[i].IsFlush)
                {
                    continue;
                }

                Apply(log[i], image);
                stream.Position = (long)log[i].Block * Disk.BlockBytes;
                stream.Write(log[i].Data);
                Judge($"after write {i}", Tools.Check(file), problems);
                if (i % 5 == 0)
                {
                    AssertFlushedIsThere(run, log, image, i);
                }
            }

            return 0;
        });

        Assert.Empty(problems);
        Assert.True(log.Count(write => !write.IsFlush) > 100);
    }

    [Theory]
    [InlineData("16", 11)]
    [InlineData("16", 12)]
    [InlineData("16", 13)]
    public void A_disk_may_lose_any_writes_that_came_after_the_last_flush(string kind, int seed)
    {
        var (log, run, image) = Record(kind, seed, 60);
        var random = new Random(seed);
        var problems = new List<string>();
        var durable = image;
        var start = 0;
        for (var i = 0; i <= log.Count; i++)
        {
            if (i < log.Count && !log[i].IsFlush)
            {
                continue;
            }

            for (var attempt = 0; attempt < 3; attempt++)
            {
                var lossy = (byte[])durable.Clone();
                for (var write = start; write < i; write++)
                {
                    if (random.Next(2) == 0)
                    {
                        Apply(log[write], lossy);
                    }
                }

                Judge($"writes {start} to {i}", Tools.Check(lossy), problems);
                AssertFlushedIsThere(run, log, lossy, start - 1);
            }

            for (; start < i; start++)
            {
                Apply(log[start], durable);
            }

            start++;
        }

        Assert.Empty(problems);
    }

    /// <summary>The judge is strict: in the wrong order the same writes make volumes that are not sound.</summary>
    [Fact]
    public void The_same_writes_in_reverse_order_are_found_wanting()
    {
        var (log, _, image) = Record("16", 21, 60);
        var problems = new List<string>();
        for (var i = log.Count - 1; i >= 0; i--)
        {
            Apply(log[i], image);
            Judge($"write {i}", Tools.Check(image), problems);
        }

        Assert.NotEmpty(problems);
    }

    internal static (List<DiskWrite> Log, RandomRun Run, byte[] Image) Record(string kind, int seed, int steps)
    {
        var image = Tools.Make(kind);
        var log = new List<DiskWrite>();
        var disk = new Disk((byte[])image.Clone(), seed) { Log = log };
        using var volume = Volume.Mounted(disk);
        var run = new RandomRun(volume, seed, 20_000);
        run.Run(steps);
        Assert.Equal(FatStatus.Done, volume.Flush());
        return (log, run, image);
    }

    internal static void Apply(DiskWrite write, byte[] image) => write.Data.CopyTo(image, (int)write.Block * Disk.BlockBytes);

    /// <summary>What was there at the last flush before a write, and was not changed since then, is there.</summary>
    internal static void AssertFlushedIsThere(RandomRun run, List<DiskWrite> log, byte[] image, int lastWrite)
    {
        var flushed = run.Flushed.LastOrDefault(flush => flush.Writes <= lastWrite + 1);
        if (flushed.Model is null)
        {
            return;
        }

        Assert.True(lastWrite < log.Count);
        using var volume = Volume.Mounted(new Disk((byte[])image.Clone()));
        foreach (var (path, data) in flushed.Model.Files)
        {
            if (!flushed.Touched.Any(touched => Model.IsSameOrBelow(path, touched)))
            {
                Assert.True(data.AsSpan().SequenceEqual(volume.ReadFile(path)), $"{path} at write {lastWrite}");
            }
        }
    }

    /// <summary>
    /// What README.md says may be there after a power failure: clusters that no file has, clusters behind the end of a file, a second
    /// table that is older than the first, and a count of free clusters that is a hint.
    /// </summary>
    private static void Judge(string when, string[] complaints, List<string> problems)
    {
        var rest = complaints.Where(line => !Allowed().IsMatch(line)).ToList();
        if (rest.Count != 0)
        {
            problems.Add($"{when}: {string.Join(" | ", rest)}");
        }
    }

    [GeneratedRegex("^ *(FATs differ but appear to be intact.*|Using first FAT.|Reclaiming unconnected clusters.*"
        + "|Reclaimed .* unused clusters? .*|Free cluster summary wrong.*|Auto-correcting.*"
        + "|File size is .* bytes, cluster chain length is > .* bytes.|Truncating file to .*|/.*)$")]
    private static partial Regex Allowed();
}
