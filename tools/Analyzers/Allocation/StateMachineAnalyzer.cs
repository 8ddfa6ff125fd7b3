// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Caprock.Tools.Analyzers.Allocation;

/// <summary>
/// Refuses methods the compiler turns into an object with a state: iterators, and async methods without a builder of ours.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StateMachineAnalyzer : FreestandingAnalyzer
{
    /// <summary>An iterator or async method.</summary>
    public static readonly DiagnosticDescriptor StateMachine = Rule.Error(
        "CAP2005", "No iterators, no async", "This becomes an object on a heap: write a struct with a TryNext method");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [StateMachine];

    /// <inheritdoc/>
    protected override void Register(CompilationStartAnalysisContext context, string output) => context.RegisterSyntaxNodeAction(
        Check, SyntaxKind.YieldReturnStatement, SyntaxKind.YieldBreakStatement, SyntaxKind.MethodDeclaration,
        SyntaxKind.LocalFunctionStatement);

    private static void Check(SyntaxNodeAnalysisContext context)
    {
        SyntaxToken? found = context.Node switch
        {
            YieldStatementSyntax yield => yield.YieldKeyword,
            MethodDeclarationSyntax method when !HasBuilder(method.ReturnType, context) => Async(method.Modifiers),
            LocalFunctionStatementSyntax function when !HasBuilder(function.ReturnType, context) => Async(function.Modifiers),
            _ => null,
        };
        if (found is { } token)
        {
            context.ReportDiagnostic(Diagnostic.Create(StateMachine, token.GetLocation()));
        }
    }

    /// <summary>
    /// Whether a type says what builds it: the optimising compiler's state is a struct, and the builder decides where it lies.
    /// </summary>
    private static bool HasBuilder(TypeSyntax type, SyntaxNodeAnalysisContext context) =>
        context.SemanticModel.GetTypeInfo(type, context.CancellationToken).Type is { IsValueType: true } result
        && result.GetAttributes().Any(one => one.AttributeClass?.Name == "AsyncMethodBuilderAttribute")
        && result.ContainingNamespace?.ToDisplayString().StartsWith("System", StringComparison.Ordinal) != true;

    private static SyntaxToken? Async(SyntaxTokenList modifiers)
    {
        foreach (SyntaxToken modifier in modifiers)
        {
            if (modifier.IsKind(SyntaxKind.AsyncKeyword))
            {
                return modifier;
            }
        }

        return null;
    }
}
