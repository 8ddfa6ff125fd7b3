// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Caprock.Tools.Analyzers.Results;

/// <summary>Refuses calls whose error result nobody looks at.</summary>
/// <remarks>
/// Results that count: the types of <see cref="s_resultTypes"/>, any type or method marked [MustUse]. A deliberate discard is written
/// <c>_ = Call(); // Ignored: reason</c>. Tests are exempt: they often make a call only to look at the state it leaves.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IgnoredResultAnalyzer : DiagnosticAnalyzer
{
    /// <summary>A result is dropped.</summary>
    public static readonly DiagnosticDescriptor Ignored = Rule.Error(
        "CAP3001", "Results are looked at", "The {0} of '{1}' is ignored: check it, pass it on, or write `_ = ...; // Ignored: reason`");

    /// <summary>A result is discarded without a reason.</summary>
    public static readonly DiagnosticDescriptor Unexplained = Rule.Error(
        "CAP3002", "Discards say why", "The {0} of '{1}' is discarded without a reason: add `// Ignored: reason` on the same line");

    private const string Reason = "// Ignored: ";
    private static readonly string[] s_resultTypes = ["Caprock.Abi.Error", "Caprock.Kernel.Entry.Outcome"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Ignored, Unexplained];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (!BuildOptions.IsTest(start.Options))
            {
                start.RegisterOperationAction(CheckStatement, OperationKind.ExpressionStatement);
                start.RegisterOperationAction(CheckDiscard, OperationKind.SimpleAssignment);
            }
        });
    }

    private static void CheckStatement(OperationAnalysisContext context)
    {
        IOperation value = ((IExpressionStatementOperation)context.Operation).Operation;
        if (value is IInvocationOperation or IPropertyReferenceOperation or IConditionalAccessOperation or IAwaitOperation
            && MustUse(value))
        {
            Report(context, Ignored, value);
        }
    }

    private static void CheckDiscard(OperationAnalysisContext context)
    {
        ISimpleAssignmentOperation assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is IDiscardOperation && MustUse(assignment.Value) && !HasReason(assignment.Syntax))
        {
            Report(context, Unexplained, assignment.Value);
        }
    }

    private static bool MustUse(IOperation value)
    {
        bool isMarked = value is IInvocationOperation call && IsMarked(call.TargetMethod);
        return isMarked || (value.Type is { } type && (IsMarked(type) || Array.IndexOf(s_resultTypes, type.ToDisplayString()) >= 0));
    }

    private static bool IsMarked(ISymbol symbol) =>
        symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "MustUseAttribute");

    private static bool HasReason(SyntaxNode syntax)
    {
        SourceText text = syntax.SyntaxTree.GetText();
        TextLine line = text.Lines.GetLineFromPosition(syntax.Span.End);
        string content = line.ToString();
        int start = content.IndexOf(Reason, StringComparison.Ordinal);
        return start >= 0 && content.Substring(start + Reason.Length).Trim().Length != 0;
    }

    private static void Report(OperationAnalysisContext context, DiagnosticDescriptor rule, IOperation value)
    {
        string name = value is IInvocationOperation call ? call.TargetMethod.Name : value.Syntax.ToString();
        context.ReportDiagnostic(Diagnostic.Create(rule, value.Syntax.GetLocation(), value.Type?.Name ?? "result", name));
    }
}
