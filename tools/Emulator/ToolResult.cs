// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Emulator;

/// <summary>How a tool of the host ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output, and behind that what it wrote to standard error.</param>
public sealed record ToolResult(int ExitCode, string Output)
{
    /// <summary>What it wrote to standard output alone.</summary>
    public required string Answer { get; init; }
}
