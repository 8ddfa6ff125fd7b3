// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Model;

/// <summary>A capability to a part of a protection domain, given to another one or to itself.</summary>
public sealed class SharedCapability
{
    /// <summary>Where it is described.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>To which part.</summary>
    public required SharedCapabilityKind Kind { get; init; }

    /// <summary>By which number the program refers to it.</summary>
    public required Identifier Slot { get; init; }

    /// <summary>Name of the protection domain.</summary>
    public required NamedReference DomainName { get; init; }

    /// <summary>The protection domain; null when the name is unknown.</summary>
    public ProtectionDomain? Domain { get; internal set; }
}
