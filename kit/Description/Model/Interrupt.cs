// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Model;

/// <summary>An interrupt that a protection domain is notified of.</summary>
public sealed class Interrupt
{
    /// <summary>Where it is described.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>Channel identifier.</summary>
    public required Identifier Id { get; init; }

    /// <summary>Variable that gets the identifier; null for none.</summary>
    public NamedReference? IdSymbol { get; init; }

    /// <summary>Vector of the processor, counted from the first one that user level may use.</summary>
    public required Identifier Vector { get; init; }

    /// <summary>Pin of an I/O APIC it comes from; null for a message of a device.</summary>
    public required IoApicPin? Pin { get; init; }

    /// <summary>Device whose message it is; null for a pin.</summary>
    public required MessageSource? Message { get; init; }
}
