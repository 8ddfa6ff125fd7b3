// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Model;

/// <summary>A value to store in a variable of a program.</summary>
public sealed class SymbolValue
{
    /// <summary>Where it is described.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>The variable.</summary>
    public required string Symbol { get; init; }

    /// <summary>What to store.</summary>
    public required SymbolValueKind Kind { get; init; }

    /// <summary>The number, for kinds that are not about a memory region.</summary>
    public ulong Number { get; init; }

    /// <summary>Name of the memory region; null for kinds that are not about one.</summary>
    public NamedReference? RegionName { get; init; }

    /// <summary>The memory region; null when there is none or the name is unknown.</summary>
    public MemoryRegion? Region { get; internal set; }

    /// <summary>The value, once the region is known.</summary>
    public ulong Value => Kind switch
    {
        SymbolValueKind.RegionSize => Region?.SizeBytes ?? 0,
        SymbolValueKind.PrefillSize => (ulong)(Region?.Prefill?.Bytes.Length ?? 0),
        SymbolValueKind.PhysicalAddress => Region?.PhysicalAddress ?? 0,
        _ => Number,
    };
}
