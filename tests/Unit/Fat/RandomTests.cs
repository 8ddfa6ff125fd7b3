// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Fat;

/// <summary>Random operations against a model, judged by fsck.fat and mtools.</summary>
public sealed class RandomTests
{
    public static TheoryData<string, int, int> Runs
    {
        get
        {
            var runs = new TheoryData<string, int, int>();
            for (var seed = 0; seed < 6; seed++)
            {
                runs.Add("16", seed, 32);
                runs.Add("16-large", seed, 48);
                runs.Add("32", seed, 128);
            }

            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_volume_has_what_was_done_to_it(string kind, int seed, int cacheSectors)
    {
        var disk = new Disk(Tools.Make(kind), seed) { Depth = 1 + (seed * 3) };
        using var volume = Volume.Mounted(disk, cacheSectors);
        var run = new RandomRun(volume, seed, kind == "16" ? 20_000 : 200_000);

        run.Run(500);
        RandomRun.AssertSame(run.Model, volume);
        Assert.Equal(FatStatus.Done, volume.Flush());

        using var again = Volume.Mounted(new Disk(disk.Image), 32);
        RandomRun.AssertSame(run.Model, again);
        Tools.WithFile(disk.Image, file =>
        {
            Assert.Empty(Tools.Check(file));
            Assert.All(run.Model.Files.Take(5), pair => Assert.Equal(pair.Value, Tools.Read(file, pair.Key)));
            return 0;
        });
    }
}
