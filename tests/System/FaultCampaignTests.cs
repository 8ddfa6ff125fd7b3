// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Bench.Faults;

namespace Caprock.Tests.System;

/// <summary>The short form of ./caprock bench faults.</summary>
public sealed class FaultCampaignTests
{
    private const int Injections = 100;
    private const int Seed = 1;

    [Fact]
    public void Corruption_on_the_way_to_a_disk_harms_nobody_beside_it() => Run(() => new DiskWorkload(), DiskWorkload.Victims());

    [Fact]
    public void Corruption_on_the_way_to_a_network_card_harms_nobody_beside_it() =>
        Run(() => new NetworkWorkload(), NetworkWorkload.Victims());

    private static void Run(Func<Workload> create, IReadOnlyList<Victim> victims)
    {
        var result = new Campaign(create, victims, Seed) { End = Injections, Most = TimeSpan.FromMinutes(10) }.Run(_ => { });

        Assert.Equal(0, Sum(result, Outcome.SystemLost));
        Assert.Equal(0, Sum(result, Outcome.CorruptedOutside));

        // Most do nothing, and most of the others are recovered from; if none were, nothing would have been injected or watched.
        Assert.InRange(result.Rows.Sum(row => row.Total), Injections * 3 / 4, Injections);
        Assert.InRange(Sum(result, Outcome.Recovered), 2, Injections);
        Assert.InRange(Sum(result, Outcome.Degraded) + Sum(result, Outcome.WrongInPath), 0, Injections / 6);
    }

    private static int Sum(Result result, Outcome outcome) => result.Rows.Sum(row => row.Counts[(int)outcome]);
}
