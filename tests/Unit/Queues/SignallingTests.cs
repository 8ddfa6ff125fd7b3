// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tests.Unit.Queues.Model;

namespace Caprock.Tests.Unit.Queues;

/// <summary>The queue's own code under every order of its steps and every delay of its stores.</summary>
public sealed class SignallingTests
{
    [Theory]
    [InlineData(1, 1, 1, 1, 0)]
    [InlineData(1, 3, 1, 1, 0)]
    [InlineData(2, 3, 1, 1, 0)]
    [InlineData(2, 4, 2, 1, 0)]
    [InlineData(2, 4, 2, 2, 0)]
    [InlineData(4, 5, 2, 4, 0)]
    [InlineData(1, 3, 1, 1, uint.MaxValue - 1)]
    [InlineData(2, 4, 2, 2, uint.MaxValue - 1)]
    public void No_wake_up_is_lost_and_no_signal_is_sent_unasked(int capacity, uint elements, uint batch, uint room, uint firstIndex)
    {
        AssertSound(new Scenario { Capacity = capacity, Elements = elements, Batch = batch, Room = room, FirstIndex = firstIndex });
    }

    [Theory]
    [InlineData(2, 3, 1, 2, 0)]
    [InlineData(2, 4, 2, 2, 0)]
    [InlineData(4, 5, 1, 3, 0)]
    [InlineData(4, 5, 2, 2, uint.MaxValue - 1)]
    public void A_consumer_that_waits_for_several_sleeps_beside_fewer_only(
        int capacity, uint elements, uint batch, uint want, uint firstIndex)
    {
        AssertSound(new Scenario { Capacity = capacity, Elements = elements, Batch = batch, Want = want, FirstIndex = firstIndex });
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    public void Without_its_fences_a_wake_up_is_lost(int capacity, uint elements)
    {
        var explorer = new Explorer(new Scenario { Capacity = capacity, Elements = elements, HasFences = false });

        explorer.Run();

        Assert.True(explorer.Stuck > 0);
        Assert.Equal(0, explorer.Wrong);
    }

    private static void AssertSound(Scenario scenario)
    {
        var explorer = new Explorer(scenario);

        explorer.Run();

        Assert.Equal(0, explorer.Stuck);
        Assert.Equal(0, explorer.Wrong);
        Assert.Equal(0, explorer.Excessive);
        Assert.True(explorer.Finished > 0);
    }
}
