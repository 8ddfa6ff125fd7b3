// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Faults;

/// <summary>How far a system is.</summary>
/// <param name="Pieces">Pieces that were moved or compared.</param>
/// <param name="Wrong">Pieces that were not as they should be.</param>
/// <param name="Errors">Errors that the client was told of, without restarts of a server.</param>
/// <param name="Counted">What the bystander has counted.</param>
/// <param name="Spoilt">How often it found its table changed.</param>
internal sealed record Progress(ulong Pieces, ulong Wrong, ulong Errors, ulong Counted, ulong Spoilt);
