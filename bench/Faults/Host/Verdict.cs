// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Faults;

/// <summary>What is found when a system has stopped.</summary>
/// <param name="IsSame">Whether its data are as they were.</param>
/// <param name="IsSound">Whether what it keeps is sound.</param>
/// <param name="Report">Who says so, for people.</param>
internal sealed record Verdict(bool IsSame, bool IsSound, string Report);
