// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Cli.Verification;

/// <summary>One line of the summary.</summary>
/// <param name="Kind">proofs, random, exhaustive or noninterference.</param>
/// <param name="Name">What was checked.</param>
/// <param name="Reached">How far it came.</param>
/// <param name="Transitions">Transitions of the kernel that were compared.</param>
/// <param name="Time">How long it took.</param>
/// <param name="IsGood">Whether nothing was found.</param>
internal sealed record VerificationRow(string Kind, string Name, string Reached, long Transitions, TimeSpan Time, bool IsGood);
