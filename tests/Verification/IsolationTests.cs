// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Verification.Refinement.Histories;
using Caprock.Verification.Refinement.Isolation;

namespace Caprock.Tests.Verification;

/// <summary>A partition sees nothing of what another does; and where there is something to see, the check says so.</summary>
public sealed class IsolationTests
{
    private const int Seed = 20_261_121;
    private const ulong Root = 1;
    private const ulong Memory = 2;
    private const ulong Thread = 6;
    private const long MostSteps = 2_000_000;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Unlimited = TimeSpan.FromSeconds(-1);

    [Fact]
    public void A_partition_sees_nothing_of_what_another_does()
    {
        RunResult result = IsolationRun.Run(Seed, long.MaxValue, Time);

        Assert.True(result.Difference == null, result.ToString());
        Assert.True(result.Steps > 1_000, result.ToString());
    }

    [Theory]
    [InlineData(Sharing.Notification)]
    [InlineData(Sharing.Thread)]
    [InlineData(Sharing.Time)]
    public void What_partitions_share_is_found(Sharing sharing) =>
        Assert.NotNull(IsolationRun.Run(Seed, MostSteps, Unlimited, sharing).Difference);

    [Fact]
    public void A_partition_that_gives_itself_a_low_priority_goes_on_whatever_the_other_one_does()
    {
        using var one = new PartitionRun(Sharing.Nothing);
        using var two = new PartitionRun(Sharing.Nothing);
        Step low = Step.Invoke(Thread, InvocationLabel.TcbSetPriority, [Thread], 2);
        Step suspend = Step.Invoke(Thread, InvocationLabel.TcbSuspend, []);
        Step retype = Step.Invoke(Memory, InvocationLabel.UntypedRetype, [Root], 2, 0, 0, 0, 12, 1);
        one.GiveTurn(suspend);
        two.GiveTurn(retype, Step.Plain(SystemCall.Yield, 0));

        one.Take(low);
        two.Take(low);
        one.GiveTurn();
        two.GiveTurn(retype, retype);

        Assert.True(one.CanGoOn);
        Assert.Null(IsolationRun.Compare(one, two));
        Assert.Single(one.HiddenSteps);
        Assert.Equal(4, two.HiddenSteps.Count);
    }

    [Fact]
    public void The_hidden_partition_has_turns_in_nearly_every_history()
    {
        using var run = new PartitionRun(Sharing.Nothing);
        var random = new Random(Seed);
        int acted = 0;
        for (int i = 0; i < 100; i++)
        {
            run.Restart();
            run.GiveTurn(random);
            acted += run.HiddenSteps.Count > 0 ? 1 : 0;
        }

        Assert.True(acted > 95, $"in {acted} of 100");
    }
}
