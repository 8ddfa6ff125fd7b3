// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Caprock.Tools.Analyzers.Layers;

/// <summary>Holds every name in a file to the table of who may use whom.</summary>
/// <remarks>
/// An alias from the project file is the way in which Core reaches its architecture, so a name that is an alias passes; of the type behind
/// it Core may use what implements a contract, and what the type inherits from the language.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LayerAnalyzer : DiagnosticAnalyzer
{
    /// <summary>A name refers to a layer that the file may not use.</summary>
    public static readonly DiagnosticDescriptor WrongDirection = Rule.Error(
        "CAP1001", "Layers are used in one direction", "'{0}' is in {1}: {2}");

    private const string Architecture = "Caprock.Kernel.Arch.";
    private const string Contract = "Caprock.Kernel.Arch.Contract";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [WrongDirection];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(CheckName, SyntaxKind.IdentifierName, SyntaxKind.GenericName);
    }

    private static void CheckName(SyntaxNodeAnalysisContext context)
    {
        SimpleNameSyntax name = (SimpleNameSyntax)context.Node;
        if (name.IsVar || name.Parent is NameColonSyntax or NameEqualsSyntax || NamespaceOf(name) is not string from
            || LayerTable.NameOf(from) is null)
        {
            return;
        }

        ISymbol? symbol = context.SemanticModel.GetSymbolInfo(name, context.CancellationToken).Symbol;
        if (symbol is null || Target(symbol, name) is not string to || LayerTable.Refusal(from, to) is not string refusal)
        {
            return;
        }

        bool isAlias = name is IdentifierNameSyntax identifier
            && context.SemanticModel.GetAliasInfo(identifier, context.CancellationToken) is not null;
        if (!isAlias && !IsContractMember(symbol))
        {
            context.ReportDiagnostic(Diagnostic.Create(WrongDirection, name.GetLocation(), name.Identifier.Text, to, refusal));
        }
    }

    private static string? Target(ISymbol symbol, SimpleNameSyntax name) => symbol switch
    {
        INamespaceSymbol space when name.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null && IsLastName(name) =>
            space.ToDisplayString(),
        INamespaceSymbol => null,
        INamedTypeSymbol type => Space(type),
        IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol =>
            symbol.ContainingType is null ? null : Space(symbol.ContainingType),
        _ => null,
    };

    private static bool IsLastName(SimpleNameSyntax name) =>
        name.Parent is UsingDirectiveSyntax
            || (name.Parent is QualifiedNameSyntax { Parent: UsingDirectiveSyntax } qualified && qualified.Right == name);

    private static string Space(INamedTypeSymbol type) => type.ContainingNamespace?.ToDisplayString() ?? "";

    private static string? NamespaceOf(SyntaxNode node) => node.FirstAncestorOrSelf<BaseNamespaceDeclarationSyntax>() is { } declaration
        ? declaration.Name.ToString()
        : node.SyntaxTree.GetRoot() is CompilationUnitSyntax unit
            ? unit.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString()
            : null;

    private static bool IsContractMember(ISymbol symbol)
    {
        INamedTypeSymbol? type = symbol.ContainingType;
        if (symbol is INamedTypeSymbol || type is null || !Space(type).StartsWith(Architecture, StringComparison.Ordinal))
        {
            return false;
        }

        IEnumerable<ISymbol> contracts = type.AllInterfaces
            .Where(candidate => Space(candidate) == Contract)
            .SelectMany(candidate => candidate.GetMembers());
        return contracts.Any(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), symbol));
    }
}
