// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>A row as bench/Block/Host writes it.</summary>
/// <param name="Title">What was asked.</param>
/// <param name="Caprock">Instructions for each read, write or MiB.</param>
/// <param name="Linux">The same.</param>
internal sealed record BlockRow(string Title, ulong Caprock, ulong? Linux);
