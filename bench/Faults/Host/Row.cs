// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Faults;

/// <summary>A row of the table: how many injections of a kind into a component had which outcome.</summary>
internal sealed record Row(string Target, Kind Kind)
{
    /// <summary>Injections by outcome.</summary>
    public int[] Counts { get; init; } = new int[Enum.GetValues<Outcome>().Length];

    /// <summary>Milliseconds from each injection to the next copied piece behind a restart.</summary>
    public List<int> RecoveryMilliseconds { get; init; } = [];

    /// <summary>All of them.</summary>
    public int Total => Counts.Sum();
}
