// SPDX-License-Identifier: BSD-2-Clause
using Microsoft.CodeAnalysis;

namespace Caprock.Kit.Generator.Values;

/// <summary>Something to report.</summary>
internal sealed record Finding(string Rule, Place? Place, EquatableList<string> Arguments)
{
    /// <summary>A finding about a place.</summary>
    public Finding(DiagnosticDescriptor rule, Place? place, params string[] arguments)
        : this(rule.Id, place, arguments.ToEquatableList())
    {
    }

    /// <summary>The compiler's kind.</summary>
    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Rules.Find(Rule), Place?.ToLocation(), [.. Arguments.Cast<object>()]);
}
