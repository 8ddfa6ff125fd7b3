// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Messages;

/// <summary>One thing found in a description.</summary>
/// <param name="Position">Where.</param>
/// <param name="Severity">What it means for the build.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Advice">What would be right.</param>
public sealed record Diagnostic(SourcePosition Position, Severity Severity, string Problem, string Advice)
{
    /// <summary>The line a compiler would write, which editors and MSBuild can jump to.</summary>
    public string Format(string file) => $"{file}:{this}";

    /// <inheritdoc/>
    public override string ToString() => $"{Position}: {(Severity == Severity.Error ? "error" : "warning")}: {Problem}; {Advice}";
}
