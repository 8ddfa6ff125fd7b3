// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Caprock.Tools.Analyzers.Files;

/// <summary>Every source file says its license in the first line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LicenseAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The first line is something else.</summary>
    public static readonly DiagnosticDescriptor Missing = Rule.Error(
        "CAP5001", "Files name their license", "The first line must be `" + License + "`");

    private const string License = "// SPDX-License-Identifier: BSD-2-Clause";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Missing];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxTreeAction(Check);
    }

    private static void Check(SyntaxTreeAnalysisContext context)
    {
        SourceText text = context.Tree.GetText(context.CancellationToken);
        if (text.Lines[0].ToString() != License)
        {
            context.ReportDiagnostic(Diagnostic.Create(Missing, Location.Create(context.Tree, text.Lines[0].Span)));
        }
    }
}
