// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Faults;

/// <summary>Everything a campaign found.</summary>
/// <param name="Seed">The first seed.</param>
/// <param name="Boots">How often the system was booted.</param>
/// <param name="DisksWithOtherData">Boots behind which the file that is only read had other contents on the disk.</param>
/// <param name="DisksToRepair">Boots behind which fsck.fat found more than what a power cut leaves.</param>
/// <param name="Rows">The table.</param>
internal sealed record Result(int Seed, int Boots, int DisksWithOtherData, int DisksToRepair, IReadOnlyList<Row> Rows);
