// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Generator.Procedures;
using Caprock.Kit.Generator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Caprock.Kit.Generator.Declarations;

/// <summary>Reads what a component says about itself.</summary>
internal sealed class DeclarationReader
{
    /// <summary>The attribute that marks components.</summary>
    public const string Attribute = Space + ".ComponentAttribute";

    private const string Space = "Caprock.Kit.Components";

    private readonly INamedTypeSymbol _type;
    private readonly IAssemblySymbol _assembly;
    private readonly CancellationToken _stop;
    private readonly List<Finding> _findings = [];

    private DeclarationReader(INamedTypeSymbol type, IAssemblySymbol assembly, CancellationToken stop)
    {
        _type = type;
        _assembly = assembly;
        _stop = stop;
    }

    /// <summary>Reads a component.</summary>
    public static ComponentDeclaration Read(INamedTypeSymbol type, IAssemblySymbol assembly, CancellationToken stop) =>
        new DeclarationReader(type, assembly, stop).Read();

    private ComponentDeclaration Read()
    {
        Place? place = Place.Of(_type.Locations.FirstOrDefault());
        if (Unfitness() is string problem)
        {
            _findings.Add(new Finding(Rules.PartialStruct, place, _type.Name, problem));
        }

        return new ComponentDeclaration
        {
            Namespace = _type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : "",
            Headers = Around().Select(Header).ToEquatableList(),
            Name = _type.Name,
            FullName = _type.ToDisplayString(),
            Place = place,
            Domains = Attributes("ComponentAttribute").Select(one => new DomainName(Text(one), PlaceOf(one))).ToEquatableList(),
            Uses = Attributes("UsesAttribute").Select(ReadUse).OfType<Use>().ToEquatableList(),
            Services = Attributes("ServesAttribute").Select(ReadService).OfType<Service>().ToEquatableList(),
            Contents = Attributes("ContainsAttribute").Select(ReadContents).OfType<Contents>().ToEquatableList(),
            Members = Members().ToEquatableList(),
            IsPartialStruct = _findings.All(finding => finding.Rule != Rules.PartialStruct.Id),
            Findings = _findings.ToEquatableList(),
        };
    }

    private string? Unfitness() => _type switch
    {
        { TypeKind: not TypeKind.Struct } => "is no struct",
        { IsRefLikeType: true } => "is a ref struct",
        { IsGenericType: true } => "is generic",
        _ when !Declarations().All(one => one.Modifiers.Any(SyntaxKind.PartialKeyword)) => "is not partial",
        _ => null,
    };

    private IEnumerable<TypeDeclarationSyntax> Declarations() =>
        _type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(_stop)).OfType<TypeDeclarationSyntax>();

    private IEnumerable<INamedTypeSymbol> Around()
    {
        Stack<INamedTypeSymbol> types = new();
        for (INamedTypeSymbol? type = _type; type is not null; type = type.ContainingType)
        {
            types.Push(type);
        }

        return types;
    }

    private static string Header(INamedTypeSymbol type)
    {
        string kind = type switch
        {
            { TypeKind: TypeKind.Interface } => "interface",
            { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => "struct",
            _ => "class",
        };
        return $"partial {kind} {type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}";
    }

    private IEnumerable<OwnMember> Members() => _type.GetMembers()
        .Where(member => !member.IsImplicitlyDeclared && member.CanBeReferencedByName)
        .Select(member => new OwnMember(member.Name, Place.Of(member.Locations.FirstOrDefault())));

    private IEnumerable<AttributeData> Attributes(string name) => _type.GetAttributes().Where(attribute =>
        attribute.AttributeClass is { } type && type.Name == name && type.ContainingNamespace.ToDisplayString() == Space
        && attribute.ApplicationSyntaxReference is not null);

    private static string? Text(AttributeData attribute) => attribute.ConstructorArguments.FirstOrDefault().Value as string;

    /// <summary>Where an attribute's argument stands, or the attribute when it has none.</summary>
    private Place PlaceOf(AttributeData attribute)
    {
        SyntaxNode syntax = attribute.ApplicationSyntaxReference!.GetSyntax(_stop);
        SyntaxNode? argument = (syntax as AttributeSyntax)?.ArgumentList?.Arguments.FirstOrDefault();
        return Place.Of(argument ?? syntax);
    }

    private Place PlaceOfAttribute(AttributeData attribute) => Place.Of(attribute.ApplicationSyntaxReference!.GetSyntax(_stop));

    private Use? ReadUse(AttributeData attribute) =>
        Procedures(attribute, out _) is ProcedureInterface procedures && Text(attribute) is string channel
            ? new Use(channel, PlaceOf(attribute), procedures)
            : null;

    private Service? ReadService(AttributeData attribute)
    {
        if (Procedures(attribute, out INamedTypeSymbol? type) is not ProcedureInterface procedures)
        {
            return null;
        }

        ServerReader server = new(_type, type!, PlaceOfAttribute(attribute));
        IEnumerable<ServedProcedure> served = [.. procedures.Procedures.Select(server.Read).OfType<ServedProcedure>()];
        _findings.AddRange(server.Findings);
        return new Service(Text(attribute), PlaceOf(attribute), procedures.Name, served.ToEquatableList());
    }

    private ProcedureInterface? Procedures(AttributeData attribute, out INamedTypeSymbol? type)
    {
        ITypeSymbol argument = attribute.AttributeClass!.TypeArguments[0];
        type = argument as INamedTypeSymbol;
        if (argument.TypeKind == TypeKind.Error)
        {
            return null;
        }

        Place place = PlaceOfAttribute(attribute);
        if (type is not { TypeKind: TypeKind.Interface })
        {
            _findings.Add(new Finding(Rules.NoProcedures, place, argument.Name, "declare an interface marked [Procedures]"));
            return null;
        }

        if (!type.GetAttributes().Any(one => one.AttributeClass?.ToDisplayString() == InterfaceReader.Attribute))
        {
            _findings.Add(new Finding(Rules.NoProcedures, place, type.Name, "mark it [Procedures]"));
            return null;
        }

        ProcedureInterface procedures = InterfaceReader.Read(type, _assembly, place);
        if (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _assembly))
        {
            // One of this assembly is reported once, whoever uses it.
            _findings.AddRange(procedures.Findings);
        }

        return procedures;
    }

    private Contents? ReadContents(AttributeData attribute)
    {
        ITypeSymbol type = attribute.AttributeClass!.TypeArguments[0];
        bool isArray = type is IArrayTypeSymbol;
        ITypeSymbol element = type is IArrayTypeSymbol array ? array.ElementType : type;
        if (type.TypeKind == TypeKind.Error || element.TypeKind == TypeKind.Error || Text(attribute) is not string region)
        {
            return null;
        }

        if (!element.IsUnmanagedType || type is IArrayTypeSymbol { Rank: not 1 })
        {
            string problem = element.IsUnmanagedType ? "write an array of one dimension" : "it refers to objects";
            _findings.Add(new Finding(Rules.NotPlain, PlaceOfAttribute(attribute), type.ToDisplayString(), problem));
            return null;
        }

        return new Contents(region, PlaceOf(attribute), element.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), isArray);
    }
}
