// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>What bench/reference.json says of a measured operation.</summary>
/// <param name="Meaning">What the table calls it.</param>
/// <param name="Reference">The C kernel's figure, if it was measured.</param>
/// <param name="Limit">The most it may take, if there is a limit.</param>
internal sealed record KernelOperation(string Meaning, ulong? Reference, ulong? Limit);
