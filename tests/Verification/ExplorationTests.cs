// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Verification.Refinement.Exhaustive;

namespace Caprock.Tests.Verification;

/// <summary>What exploring leaves out because of a symmetry is nothing new.</summary>
public sealed class ExplorationTests
{
    private static readonly TimeSpan Unlimited = TimeSpan.FromSeconds(-1);

    [Theory]
    [InlineData("a passive server and two clients", 2)]
    [InlineData("a notification that lends its time", 2)]
    [InlineData("two threads, endpoint", 4)]
    public void A_symmetry_divides_the_states_by_no_more_than_its_renamings(string name, long renamings)
    {
        Configuration configuration = Caprock.Verification.Refinement.Exhaustive.Configurations.All.Single(it => it.Name == name);

        ExplorationResult reduced = Exploration.Run(configuration, Unlimited);
        ExplorationResult whole = Exploration.Run(configuration with { Interchangeable = [] }, Unlimited);

        Assert.True(reduced.IsComplete && whole.IsComplete);
        Assert.True(reduced.States < whole.States, $"{reduced}\n{whole}");
        Assert.True(whole.States <= reduced.States * renamings, $"{reduced}\n{whole}");
    }
}
