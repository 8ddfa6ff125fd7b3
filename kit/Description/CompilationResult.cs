// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Layout;
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description;

/// <summary>What became of a description.</summary>
/// <param name="System">The system as described; null when the text is no description at all.</param>
/// <param name="Layout">The system laid out; null when there are errors, or nobody asked for it.</param>
/// <param name="Diagnostics">Errors and warnings in the order of the file.</param>
public sealed record CompilationResult(SystemDescription? System, SystemLayout? Layout, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Whether there are no errors.</summary>
    public bool Succeeded => Diagnostics.All(diagnostic => diagnostic.Severity != Severity.Error);
}
