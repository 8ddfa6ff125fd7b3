// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Immutable;
using Caprock.Kit.Generator.Declarations;
using Caprock.Kit.Generator.Planning;
using Caprock.Kit.Generator.Procedures;
using Caprock.Kit.Generator.Systems;
using Caprock.Kit.Generator.Values;
using Caprock.Kit.Generator.Writing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Caprock.Kit.Generator;

/// <summary>Gives components the names that the system description has for them.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class SystemGenerator : IIncrementalGenerator
{
    /// <summary>Metadata of an additional file that says it is a system description.</summary>
    public const string Metadata = "build_metadata.AdditionalFiles.CaprockSystem";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<SystemView> systems = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Where(pair => IsSystem(pair.Left, pair.Right))
            .Select((pair, stop) => pair.Left.GetText(stop) is { } text ? SystemViewReader.Read(pair.Left.Path, text) : null!)
            .Where(system => system is not null);
        context.RegisterSourceOutput(systems, (output, system) => Report(output, system.Findings));

        IncrementalValuesProvider<EquatableList<Finding>> interfaces = context.SyntaxProvider.ForAttributeWithMetadataName(
            InterfaceReader.Attribute,
            (node, _) => node is InterfaceDeclarationSyntax,
            (attributed, _) => InterfaceReader.Read(
                (INamedTypeSymbol)attributed.TargetSymbol, attributed.SemanticModel.Compilation.Assembly).Findings);
        context.RegisterSourceOutput(interfaces, Report);

        IncrementalValuesProvider<ComponentDeclaration> components = context.SyntaxProvider.ForAttributeWithMetadataName(
            DeclarationReader.Attribute,
            (node, _) => node is TypeDeclarationSyntax,
            (attributed, stop) => DeclarationReader.Read(
                (INamedTypeSymbol)attributed.TargetSymbol, attributed.SemanticModel.Compilation.Assembly, stop));
        context.RegisterSourceOutput(
            components.Collect().Combine(systems.Collect()), (output, pair) => Write(output, pair.Left, pair.Right));
    }

    private static bool IsSystem(AdditionalText file, AnalyzerConfigOptionsProvider options) =>
        options.GetOptions(file).TryGetValue(Metadata, out string? value)
        && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    private static void Write(
        SourceProductionContext output, ImmutableArray<ComponentDeclaration> declarations, ImmutableArray<SystemView> systems)
    {
        // A component whose parts have an attribute each comes once for each.
        IReadOnlyList<ComponentDeclaration> components =
            [.. declarations.GroupBy(component => component.FullName).Select(group => group.First())];
        foreach (ComponentDeclaration second in components.Skip(1))
        {
            Report(output, new Finding(Rules.OneComponent, second.Place, second.Name, components[0].Name));
        }

        if (components.Count > 0)
        {
            List<Finding> findings = [];
            ComponentPlan? plan = ComponentPlanner.Plan(components[0], systems, findings);
            Report(output, findings);
            if (plan is not null)
            {
                output.AddSource($"{components[0].FullName}.g.cs", ComponentWriter.Write(plan));
            }
        }
    }

    private static void Report(SourceProductionContext output, EquatableList<Finding> findings) =>
        Report(output, (IEnumerable<Finding>)findings);

    private static void Report(SourceProductionContext output, IEnumerable<Finding> findings)
    {
        foreach (Finding finding in findings)
        {
            Report(output, finding);
        }
    }

    private static void Report(SourceProductionContext output, Finding finding) => output.ReportDiagnostic(finding.ToDiagnostic());
}
