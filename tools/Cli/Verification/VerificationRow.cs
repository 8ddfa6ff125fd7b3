// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Cli.Verification;

/// <summary>One line of the summary.</summary>
/// <param name="Kind">proofs, random, exhaustive, noninterference or mutants.</param>
/// <param name="Name">What was checked.</param>
/// <param name="Reached">How far it came.</param>
/// <param name="Time">How long it took.</param>
/// <param name="IsGood">Whether nothing was found, or of seeded faults enough.</param>
internal sealed record VerificationRow(string Kind, string Name, string Reached, TimeSpan Time, bool IsGood)
{
    /// <summary>Transitions of the kernel that were compared.</summary>
    public long Transitions { get; init; }

    /// <summary>Statements about the specification that were proved.</summary>
    public long Proved { get; init; }

    /// <summary>States that were explored.</summary>
    public long States { get; init; }

    /// <summary>Whether everything that can be reached was.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Random histories, or pairs of them.</summary>
    public long Histories { get; init; }
}
