// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Model;

/// <summary>A memory region in an address space.</summary>
public sealed class RegionMap
{
    /// <summary>Where it is described.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>Name of the region.</summary>
    public required NamedReference RegionName { get; init; }

    /// <summary>The region; null when the name is unknown.</summary>
    public MemoryRegion? Region { get; internal set; }

    /// <summary>Where it begins in the address space.</summary>
    public required ulong Address { get; init; }

    /// <summary>Where the address stands in the description.</summary>
    public required SourcePosition AddressPosition { get; init; }

    /// <summary>Variable that gets the address; null for none.</summary>
    public NamedReference? AddressSymbol { get; init; }

    /// <summary>Access.</summary>
    public required Permissions Permissions { get; init; }

    /// <summary>Whether the processor may cache it.</summary>
    public required bool IsCached { get; init; }
}
