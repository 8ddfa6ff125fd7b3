// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Caprock.Kit.Generator;

/// <summary>Refuses the use of generated members that the description does not allow, and says what it would have to say.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RefusedMemberAnalyzer : DiagnosticAnalyzer
{
    private const string Attribute = "Caprock.Kit.Components.RefusedAttribute";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.Refused];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Check, OperationKind.Invocation, OperationKind.MethodReference);
    }

    private static void Check(OperationAnalysisContext context)
    {
        IMethodSymbol method = context.Operation is IInvocationOperation call
            ? call.TargetMethod
            : ((IMethodReferenceOperation)context.Operation).Method;
        AttributeData? refusal = method.GetAttributes().FirstOrDefault(one => one.AttributeClass?.ToDisplayString() == Attribute);
        if (refusal?.ConstructorArguments.FirstOrDefault().Value is not string reason)
        {
            return;
        }

        SyntaxNode syntax = context.Operation.Syntax;
        syntax = syntax is InvocationExpressionSyntax invocation ? invocation.Expression : syntax;
        SyntaxNode name = syntax is MemberAccessExpressionSyntax access ? access.Name : syntax;
        context.ReportDiagnostic(Diagnostic.Create(Rules.Refused, name.GetLocation(), syntax.ToString(), reason));
    }
}
