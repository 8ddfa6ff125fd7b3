// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Caprock.Tools.Analyzers.Allocation;

/// <summary>Refuses, in the kernel, whole-struct copies and clears in memory that the compiler does with vector registers.</summary>
/// <remarks>What this cannot see from the source, the check of the linked image finds.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StructCopyAnalyzer : FreestandingAnalyzer
{
    /// <summary>A copy or clear of 16 bytes or more from memory to memory.</summary>
    public static readonly DiagnosticDescriptor WideCopy = Rule.Error(
        "CAP2013", "No wide struct copies in the kernel",
        "This {0} the {1} bytes of '{2}' with vector registers: use Words.{3}, or go field by field");

    private const int VectorBytes = 16;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [WideCopy];

    /// <inheritdoc/>
    protected override void Register(CompilationStartAnalysisContext context, string output)
    {
        if (output == "Kernel")
        {
            context.RegisterOperationAction(Check, OperationKind.SimpleAssignment);
        }
    }

    private static void Check(OperationAnalysisContext context)
    {
        ISimpleAssignmentOperation assignment = (ISimpleAssignmentOperation)context.Operation;
        ITypeSymbol? type = assignment.Target.Type;
        if (assignment.IsRef || type is not { TypeKind: TypeKind.Struct } || !IsMemory(assignment.Target))
        {
            return;
        }

        IOperation value = assignment.Value is IConversionOperation { OperatorMethod: null } conversion
            ? conversion.Operand : assignment.Value;
        bool clears = value is IDefaultValueOperation or IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null };
        if ((clears || IsMemory(value)) && StructSize.Of(type) is int size and >= VectorBytes)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                WideCopy, assignment.Syntax.GetLocation(), clears ? "clears" : "copies", size, type.Name, clears ? "Zero" : "Copy"));
        }
    }

    private static bool IsMemory(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local.IsRef,
        IParameterReferenceOperation parameter => parameter.Parameter.RefKind is not RefKind.None and not RefKind.Out,
        IFieldReferenceOperation field =>
            field.Instance is null || field.Syntax.IsKind(SyntaxKind.PointerMemberAccessExpression) || IsMemory(field.Instance),
        IInstanceReferenceOperation or IArrayElementReferenceOperation => true,
        IPropertyReferenceOperation property => property.Property.ReturnsByRef || property.Property.ReturnsByRefReadonly,
        IInvocationOperation call => call.TargetMethod.ReturnsByRef || call.TargetMethod.ReturnsByRefReadonly,
        IConversionOperation or IParenthesizedOperation => false,
        _ => IsPointerAccess(operation),
    };

    private static bool IsPointerAccess(IOperation operation) =>
        operation.Kind == OperationKind.None
        && operation.Syntax.Kind() is SyntaxKind.PointerIndirectionExpression or SyntaxKind.ElementAccessExpression;
}
