// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>A row as bench/Faults/Host writes it.</summary>
/// <param name="Target">The component.</param>
/// <param name="Kind">What of it was spoilt.</param>
/// <param name="Counts">Injections by outcome, in the order of <see cref="Outcomes"/>.</param>
/// <param name="RecoveryMilliseconds">How long each recovery took.</param>
internal sealed record FaultRow(string Target, string Kind, IReadOnlyList<ulong> Counts, IReadOnlyList<int> RecoveryMilliseconds)
{
    /// <summary>Names of the outcomes; the last two may not be.</summary>
    public static readonly IReadOnlyList<string> Outcomes =
        ["no effect", "recovered", "degraded", "wrong data in the path", "corrupted outside", "system lost"];

    /// <summary>Outcomes that may be.</summary>
    public const int Tolerated = 4;
}
