// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Caprock.Tools.Analyzers.Allocation;

/// <summary>Refuses exceptions and the protected regions that wait for them.</summary>
/// <remarks>
/// A <c>try</c> with <c>finally</c> compiles and links without complaint and then runs its handler never, hence the rule.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ExceptionAnalyzer : FreestandingAnalyzer
{
    /// <summary>A protected region.</summary>
    public static readonly DiagnosticDescriptor Protected = Rule.Error(
        "CAP2009", "No protected regions", "`{0}` needs exception handling, which does not exist here: release at each exit");

    /// <summary><c>throw</c>.</summary>
    public static readonly DiagnosticDescriptor Thrown = Rule.Error(
        "CAP2010", "No throw", "`throw` needs exceptions, which do not exist here: return an error value, or call the panic function");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Protected, Thrown];

    /// <inheritdoc/>
    protected override void Register(CompilationStartAnalysisContext context, string output)
    {
        context.RegisterSyntaxNodeAction(CheckProtected, SyntaxKind.TryStatement, SyntaxKind.UsingStatement, SyntaxKind.LockStatement);
        context.RegisterSyntaxNodeAction(CheckUsingDeclaration, SyntaxKind.LocalDeclarationStatement);
        context.RegisterSyntaxNodeAction(CheckThrown, SyntaxKind.ThrowStatement, SyntaxKind.ThrowExpression);
    }

    private static void CheckProtected(SyntaxNodeAnalysisContext context)
    {
        SyntaxToken keyword = context.Node.GetFirstToken();
        context.ReportDiagnostic(Diagnostic.Create(Protected, keyword.GetLocation(), keyword.Text));
    }

    private static void CheckUsingDeclaration(SyntaxNodeAnalysisContext context)
    {
        SyntaxToken keyword = context.Node.GetFirstToken();
        if (keyword.IsKind(SyntaxKind.UsingKeyword))
        {
            context.ReportDiagnostic(Diagnostic.Create(Protected, keyword.GetLocation(), keyword.Text));
        }
    }

    private static void CheckThrown(SyntaxNodeAnalysisContext context) =>
        context.ReportDiagnostic(Diagnostic.Create(Thrown, context.Node.GetFirstToken().GetLocation()));
}
