// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Verification.Refinement.Exhaustive;
using Caprock.Verification.Refinement.Histories;

namespace Caprock.Tests.Verification;

/// <summary>The kernel does what the specification says, for a while each.</summary>
public sealed class RefinementTests
{
    private const int Seed = 20_261_121;
    private static readonly TimeSpan RandomTime = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan ExplorationTime = TimeSpan.FromSeconds(3);

    public static TheoryData<string> Configurations =>
        [.. Caprock.Verification.Refinement.Exhaustive.Configurations.All.Select(it => it.Name)];

    [Fact]
    public void Random_histories_of_capabilities_agree() =>
        AssertSame(RandomRun.Run(new CapabilityScenario(), Seed, long.MaxValue, RandomTime));

    [Fact]
    public void Random_histories_of_threads_agree() => AssertSame(RandomRun.Run(new ThreadScenario(), Seed, long.MaxValue, RandomTime));

    [Fact]
    public void Random_histories_of_threads_agree_while_time_passes() =>
        AssertSame(RandomRun.Run(new ThreadScenario(isTimed: true), Seed, long.MaxValue, RandomTime));

    [Fact]
    public void Random_histories_of_address_spaces_agree() =>
        AssertSame(RandomRun.Run(new MappingScenario(), Seed, long.MaxValue, RandomTime));

    [Theory]
    [MemberData(nameof(Configurations))]
    public void Every_history_of_a_small_configuration_agrees(string name)
    {
        Configuration configuration = Caprock.Verification.Refinement.Exhaustive.Configurations.All.Single(it => it.Name == name);

        ExplorationResult result = Exploration.Run(configuration, ExplorationTime);

        Assert.True(result.Difference == null, result.ToString());
        Assert.True(result.Transitions > 100, result.ToString());
    }

    private static void AssertSame(RunResult result)
    {
        Assert.True(result.Difference == null, result.ToString());
        Assert.True(result.Steps > 1_000, result.ToString());
    }
}
