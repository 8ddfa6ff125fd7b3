// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Caprock.Tools.Analyzers.Allocation;

/// <summary>Refuses calls whose target an object decides at run time.</summary>
/// <remarks>A call through a type parameter is decided at compile time and passes, as do static abstract members.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DispatchAnalyzer : FreestandingAnalyzer
{
    /// <summary>A call through an interface or virtual slot.</summary>
    public static readonly DiagnosticDescriptor Dispatch = Rule.Error(
        "CAP2014", "No run-time dispatch", "'{0}' is chosen at run time by an object: use a generic struct parameter, or `switch`");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Dispatch];

    /// <inheritdoc/>
    protected override void Register(CompilationStartAnalysisContext context, string output)
    {
        context.RegisterOperationAction(
            operation =>
            {
                IInvocationOperation call = (IInvocationOperation)operation.Operation;
                Check(operation, call.TargetMethod, call.Instance, call.IsVirtual);
            },
            OperationKind.Invocation);
        context.RegisterOperationAction(
            operation =>
            {
                IPropertyReferenceOperation reference = (IPropertyReferenceOperation)operation.Operation;
                bool isSlot = reference.Property.IsVirtual || reference.Property.IsAbstract || reference.Property.IsOverride;
                Check(operation, reference.Property, reference.Instance, isSlot);
            },
            OperationKind.PropertyReference);
    }

    private static void Check(OperationAnalysisContext context, ISymbol member, IOperation? instance, bool isVirtual)
    {
        bool decidedAtRunTime = isVirtual
            && !member.IsStatic
            && instance?.Type is { IsReferenceType: true, IsSealed: false, TypeKind: TypeKind.Class or TypeKind.Interface };
        if (decidedAtRunTime)
        {
            context.ReportDiagnostic(Diagnostic.Create(Dispatch, context.Operation.Syntax.GetLocation(), member.Name));
        }
    }
}
