// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Model;

/// <summary>A piece of memory that can be mapped into protection domains.</summary>
public sealed class MemoryRegion
{
    /// <summary>Where it is described.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required ulong SizeBytes { get; init; }

    /// <summary>Size of its pages in bytes.</summary>
    public required ulong PageBytes { get; set; }

    /// <summary>Whether the description says the page size.</summary>
    public required bool IsPageSizeGiven { get; init; }

    /// <summary>Physical address; null for any memory.</summary>
    public required ulong? PhysicalAddress { get; init; }

    /// <summary>Contents to begin with; null for zeros.</summary>
    public required PrefillData? Prefill { get; init; }

    /// <summary>What of the kernel's boot information it is filled with.</summary>
    public required BootInfoKind BootInfo { get; init; }

    /// <summary>Number of its pages.</summary>
    public ulong PageCount => SizeBytes / PageBytes;
}
