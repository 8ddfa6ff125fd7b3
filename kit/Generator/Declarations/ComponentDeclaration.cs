// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Generator.Values;

namespace Caprock.Kit.Generator.Declarations;

/// <summary>A component as its source declares it.</summary>
internal sealed record ComponentDeclaration
{
    /// <summary>Its namespace; empty for none.</summary>
    public required string Namespace { get; init; }

    /// <summary>The beginnings of the types around it and of itself, as parts of them are declared.</summary>
    public required EquatableList<string> Headers { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its name with everything around it.</summary>
    public required string FullName { get; init; }

    /// <summary>Where its name stands.</summary>
    public required Place? Place { get; init; }

    /// <summary>Which protection domains it says it is.</summary>
    public required EquatableList<DomainName> Domains { get; init; }

    /// <summary>Interfaces that its peers serve.</summary>
    public required EquatableList<Use> Uses { get; init; }

    /// <summary>Interfaces that it serves.</summary>
    public required EquatableList<Service> Services { get; init; }

    /// <summary>What lies in its memory regions.</summary>
    public required EquatableList<Contents> Contents { get; init; }

    /// <summary>Members of its own.</summary>
    public required EquatableList<OwnMember> Members { get; init; }

    /// <summary>What is wrong with it, whatever the description says.</summary>
    public required EquatableList<Finding> Findings { get; init; }

    /// <summary>Whether it can have a generated part.</summary>
    public required bool IsPartialStruct { get; init; }
}
