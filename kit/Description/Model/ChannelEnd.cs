// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Model;

/// <summary>What a channel is for one of the two protection domains.</summary>
public sealed class ChannelEnd
{
    /// <summary>Where it is described.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>Name of the protection domain.</summary>
    public required NamedReference DomainName { get; init; }

    /// <summary>The protection domain; null when the name is unknown.</summary>
    public ProtectionDomain? Domain { get; internal set; }

    /// <summary>By which number it refers to the channel.</summary>
    public required Identifier Id { get; init; }

    /// <summary>Whether it may call the other end's protected procedure.</summary>
    public required bool CanCall { get; init; }

    /// <summary>Where it says so.</summary>
    public required SourcePosition CanCallPosition { get; init; }

    /// <summary>Variable that gets the number; null for none.</summary>
    public required NamedReference? IdSymbol { get; init; }

    /// <summary>Whether it may notify the other end.</summary>
    public required bool CanNotify { get; init; }
}
