// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Caprock.Tools.Analyzers.Layers;

/// <summary>Keeps conditional compilation out of the portable kernel.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConditionalCompilationAnalyzer : DiagnosticAnalyzer
{
    /// <summary>Portable code has an <c>#if</c>.</summary>
    public static readonly DiagnosticDescriptor Conditional = Rule.Error(
        "CAP1002",
        "The portable kernel has no conditional compilation",
        "Core has no #if: let the architecture contract, a partial file or a profile constant make the difference");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Conditional];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxTreeAction(Check);
    }

    private static void Check(SyntaxTreeAnalysisContext context)
    {
        SyntaxNode root = context.Tree.GetRoot(context.CancellationToken);
        string? space = root.ChildNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString();
        if (!root.ContainsDirectives || space is null || LayerTable.NameOf(space) is not "core")
        {
            return;
        }

        foreach (SyntaxTrivia trivia in root.DescendantTrivia())
        {
            if (trivia.IsKind(SyntaxKind.IfDirectiveTrivia))
            {
                context.ReportDiagnostic(Diagnostic.Create(Conditional, trivia.GetLocation()));
            }
        }
    }
}
