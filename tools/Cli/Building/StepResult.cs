// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Cli.Building;

/// <summary>How a tool ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote, standard output first.</param>
internal sealed record StepResult(int ExitCode, string Output);
