// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Caprock.Tools.Analyzers.Allocation;

/// <summary>Refuses buffers on the stack, which the compiler guards with a cookie nobody checks here.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StackBufferAnalyzer : FreestandingAnalyzer
{
    /// <summary><c>stackalloc</c>.</summary>
    public static readonly DiagnosticDescriptor StackAllocation = Rule.Error(
        "CAP2011", "No stackalloc",
        "`stackalloc` adds a stack guard that does not exist here: use static or arena memory, or an inline array");

    /// <summary>A local that holds a fixed-size buffer.</summary>
    public static readonly DiagnosticDescriptor LocalBuffer = Rule.Error(
        "CAP2012", "No local fixed-size buffers",
        "'{0}' holds the fixed-size buffer '{1}', which adds a stack guard that does not exist here: use it through a pointer");

    private const int DeepestNesting = 8;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [StackAllocation, LocalBuffer];

    /// <inheritdoc/>
    protected override void Register(CompilationStartAnalysisContext context, string output)
    {
        context.RegisterSyntaxNodeAction(
            node => node.ReportDiagnostic(Diagnostic.Create(StackAllocation, node.Node.GetFirstToken().GetLocation())),
            SyntaxKind.StackAllocArrayCreationExpression,
            SyntaxKind.ImplicitStackAllocArrayCreationExpression);
        context.RegisterOperationAction(CheckLocal, OperationKind.VariableDeclarator);
    }

    private static void CheckLocal(OperationAnalysisContext context)
    {
        ILocalSymbol local = ((IVariableDeclaratorOperation)context.Operation).Symbol;
        if (!local.IsRef && FindBuffer(local.Type, 0) is IFieldSymbol buffer)
        {
            context.ReportDiagnostic(Diagnostic.Create(LocalBuffer, context.Operation.Syntax.GetLocation(), local.Name, buffer.Name));
        }
    }

    private static IFieldSymbol? FindBuffer(ITypeSymbol type, int depth)
    {
        if (type.TypeKind != TypeKind.Struct || type.SpecialType != SpecialType.None || depth > DeepestNesting)
        {
            return null;
        }

        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>())
        {
            if (!field.IsStatic && (field.IsFixedSizeBuffer ? field : FindBuffer(field.Type, depth + 1)) is IFieldSymbol found)
            {
                return found;
            }
        }

        return null;
    }
}
