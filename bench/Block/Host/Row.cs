// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Block.Host;

/// <summary>One thing that was asked of both subjects.</summary>
/// <param name="Kind">Its letter, as bench/Block/Agreement has it.</param>
/// <param name="Title">What was asked.</param>
/// <param name="Units">Reads, writes or MiB that the cost is divided by.</param>
/// <param name="LinuxKinds">Letters of the ways in which Linux does the same.</param>
/// <param name="Caprock">Instructions for each, of all that the guest executes.</param>
/// <param name="Linux">The same; of Linux's ways the one that needs fewer.</param>
internal sealed record Row(char Kind, string Title, ulong Units, string LinuxKinds, ulong? Caprock = null, ulong? Linux = null);
