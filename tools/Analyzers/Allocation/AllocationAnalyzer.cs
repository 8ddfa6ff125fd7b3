// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Caprock.Tools.Analyzers.Allocation;

/// <summary>Refuses what allocates objects: there is no heap.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AllocationAnalyzer : FreestandingAnalyzer
{
    /// <summary><c>new</c> of a class.</summary>
    public static readonly DiagnosticDescriptor Object = Rule.Error(
        "CAP2001", "No object creation", "`new {0}` needs a heap: use a struct, or memory from an arena");

    /// <summary><c>new</c> of an array.</summary>
    public static readonly DiagnosticDescriptor Array = Rule.Error(
        "CAP2002", "No array creation",
        "This creates an array, which needs a heap: use a span over static or arena memory, or an inline array");

    /// <summary>Boxing.</summary>
    public static readonly DiagnosticDescriptor Boxing = Rule.Error(
        "CAP2003", "No boxing", "This boxes a '{0}', which needs a heap: use a generic parameter or an overload");

    /// <summary>Delegates, lambdas, queries.</summary>
    public static readonly DiagnosticDescriptor Delegate = Rule.Error(
        "CAP2004", "No delegates", "This makes a delegate, which needs a heap: use `switch`, or a generic struct parameter");

    /// <summary>String building.</summary>
    public static readonly DiagnosticDescriptor Text = Rule.Error(
        "CAP2006", "No string building", "This builds a string, which needs a heap: write the parts one after another");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Object, Array, Boxing, Delegate, Text];

    /// <inheritdoc/>
    protected override void Register(CompilationStartAnalysisContext context, string output)
    {
        context.RegisterOperationAction(
            CheckObject, OperationKind.ObjectCreation, OperationKind.TypeParameterObjectCreation, OperationKind.AnonymousObjectCreation);
        context.RegisterOperationAction(CheckArray, OperationKind.ArrayCreation);
        context.RegisterOperationAction(CheckCollection, OperationKind.CollectionExpression);
        context.RegisterOperationAction(CheckConversion, OperationKind.Conversion);
        context.RegisterOperationAction(CheckInheritedCall, OperationKind.Invocation);
        context.RegisterOperationAction(CheckDelegate, OperationKind.DelegateCreation, OperationKind.TranslatedQuery);
        context.RegisterOperationAction(CheckText, OperationKind.InterpolatedString);
        context.RegisterOperationAction(CheckConcatenation, OperationKind.Binary, OperationKind.CompoundAssignment);
    }

    private static void CheckObject(OperationAnalysisContext context)
    {
        if (context.Operation.Type is { IsReferenceType: true } type && context.Operation.Parent is not IAttributeOperation
            && !IsThrown(context.Operation))
        {
            Report(context, Object, type.Name);
        }
    }

    private static bool IsThrown(IOperation operation) =>
        operation.Parent is IThrowOperation || (operation.Parent is IConversionOperation { Parent: IThrowOperation });

    private static void CheckArray(OperationAnalysisContext context)
    {
        if (!IsConstantData(context.Operation))
        {
            Report(context, Array);
        }
    }

    private static bool IsConstantData(IOperation array)
    {
        IOperation? user = array.Parent is IConversionOperation conversion ? conversion : array;
        bool isSpan = user?.Type is INamedTypeSymbol { Name: "ReadOnlySpan", IsRefLikeType: true };
        return isSpan && array is IArrayCreationOperation { Initializer: { } initializer }
            && initializer.ElementValues.All(value => value.ConstantValue.HasValue);
    }

    /// <remarks>
    /// The elements of a collection expression that becomes a span lie in constant data or on the stack, unless their number is unknown.
    /// </remarks>
    private static void CheckCollection(OperationAnalysisContext context)
    {
        ICollectionExpressionOperation collection = (ICollectionExpressionOperation)context.Operation;
        bool isSpan = collection.Type is INamedTypeSymbol { Name: "ReadOnlySpan" or "Span", IsRefLikeType: true };
        if (!isSpan || collection.Elements.Any(element => element is ISpreadOperation))
        {
            Report(context, Array);
        }
    }

    private static void CheckConversion(OperationAnalysisContext context)
    {
        IConversionOperation conversion = (IConversionOperation)context.Operation;
        ITypeSymbol? source = conversion.Operand.Type;
        bool boxes = source is { IsValueType: true }
            && conversion.Type is { IsReferenceType: true }
            && conversion.OperatorMethod is null
            && !conversion.ConstantValue.HasValue;
        if (boxes)
        {
            Report(context, Boxing, source!.Name);
        }
    }

    private static void CheckInheritedCall(OperationAnalysisContext context)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        bool boxes = call.Instance?.Type is { IsValueType: true, TypeKind: not TypeKind.TypeParameter }
            && call.TargetMethod is { IsStatic: false, ContainingType.IsReferenceType: true };
        if (boxes)
        {
            Report(context, Boxing, call.Instance!.Type!.Name);
        }
    }

    private static void CheckDelegate(OperationAnalysisContext context) => Report(context, Delegate);

    private static void CheckText(OperationAnalysisContext context)
    {
        bool buildsString = context.Operation.Type?.SpecialType == SpecialType.System_String && !context.Operation.ConstantValue.HasValue;
        if (buildsString && context.Operation.Parent is not IInterpolatedStringHandlerCreationOperation)
        {
            Report(context, Text);
        }
    }

    private static void CheckConcatenation(OperationAnalysisContext context)
    {
        bool isAddition = context.Operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add }
            or ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add };
        bool isPart = context.Operation.Parent is IBinaryOperation
        {
            OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String,
        };
        if (isAddition && !isPart && context.Operation.Type?.SpecialType == SpecialType.System_String
            && !context.Operation.ConstantValue.HasValue)
        {
            Report(context, Text);
        }
    }

    private static void Report(OperationAnalysisContext context, DiagnosticDescriptor rule, params object[] arguments) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, context.Operation.Syntax.GetLocation(), arguments));
}
