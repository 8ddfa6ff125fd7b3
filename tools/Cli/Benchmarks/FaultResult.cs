// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>What bench/Faults/Host writes.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Boots">How often the system was booted.</param>
/// <param name="Rows">The table.</param>
internal sealed record FaultResult(int Seed, int Boots, IReadOnlyList<FaultRow> Rows);
