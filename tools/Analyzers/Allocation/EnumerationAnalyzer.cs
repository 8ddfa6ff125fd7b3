// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Caprock.Tools.Analyzers.Allocation;

/// <summary>Refuses <c>foreach</c> over anything whose enumerator is an object, or that must be disposed.</summary>
/// <remarks>Arrays, strings and spans are enumerated by index.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EnumerationAnalyzer : FreestandingAnalyzer
{
    /// <summary>The enumerator is a class or interface.</summary>
    public static readonly DiagnosticDescriptor ObjectEnumerator = Rule.Error(
        "CAP2008", "No foreach over interfaces",
        "The enumerator of '{0}' is an object on a heap: enumerate a span, or a struct enumerator");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [ObjectEnumerator, ExceptionAnalyzer.Protected];

    /// <inheritdoc/>
    protected override void Register(CompilationStartAnalysisContext context, string output) =>
        context.RegisterSyntaxNodeAction(Check, SyntaxKind.ForEachStatement, SyntaxKind.ForEachVariableStatement);

    private static void Check(SyntaxNodeAnalysisContext context)
    {
        CommonForEachStatementSyntax statement = (CommonForEachStatementSyntax)context.Node;
        ITypeSymbol? collection = context.SemanticModel.GetTypeInfo(statement.Expression, context.CancellationToken).Type;
        if (collection is null or IArrayTypeSymbol or { SpecialType: SpecialType.System_String }
            or { Name: "Span" or "ReadOnlySpan", IsRefLikeType: true })
        {
            return;
        }

        ForEachStatementInfo information = context.SemanticModel.GetForEachStatementInfo(statement);
        if (information.GetEnumeratorMethod is { ReturnType.IsReferenceType: true })
        {
            context.ReportDiagnostic(Diagnostic.Create(ObjectEnumerator, statement.Expression.GetLocation(), collection.Name));
        }
        else if (information.DisposeMethod is not null)
        {
            context.ReportDiagnostic(
                Diagnostic.Create(ExceptionAnalyzer.Protected, statement.ForEachKeyword.GetLocation(), "foreach that disposes"));
        }
    }
}
