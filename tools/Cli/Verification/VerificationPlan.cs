// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Cli.Verification;

/// <summary>How much to do.</summary>
/// <param name="Random">Time for random histories, of all scenarios together.</param>
/// <param name="Exhaustive">Time for exploring, of all configurations together.</param>
/// <param name="Isolation">Time for pairs of runs.</param>
/// <param name="Mutants">How many seeded faults to look for, chosen by seed; null for all.</param>
/// <param name="Seed">First seed.</param>
internal sealed record VerificationPlan(TimeSpan Random, TimeSpan Exhaustive, TimeSpan Isolation, int? Mutants, int Seed)
{
    /// <summary>At most 15 minutes on two cores, and more than 10 million transitions.</summary>
    public static VerificationPlan Quick(int seed) =>
        new(TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(20), QuickMutants, seed);

    /// <summary>About an hour on two cores, and more than 100 million transitions.</summary>
    public static VerificationPlan Full(int seed) =>
        new(TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(5), null, seed);

    private const int QuickMutants = 12;

    /// <summary>The same with another time for both searches.</summary>
    public VerificationPlan WithSearch(TimeSpan? time) => time is { } given ? this with { Random = given, Exhaustive = given } : this;
}
