// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Model;

/// <summary>A system as described: complete, with every name resolved where the description is correct.</summary>
public sealed class SystemDescription
{
    /// <summary>Protection domains, each parent before its children, otherwise in the order of the file.</summary>
    public required IReadOnlyList<ProtectionDomain> ProtectionDomains { get; init; }

    /// <summary>Memory regions in the order of the file.</summary>
    public required IReadOnlyList<MemoryRegion> MemoryRegions { get; init; }

    /// <summary>Channels in the order of the file.</summary>
    public required IReadOnlyList<Channel> Channels { get; init; }

    /// <summary>Address spaces of devices behind an IOMMU, in the order of the file.</summary>
    public required IReadOnlyList<IoAddressSpace> IoAddressSpaces { get; init; }

    /// <summary>Scheduling domains and their schedule; null when everything runs in one.</summary>
    public required DomainPlan? DomainPlan { get; init; }

    /// <summary>Memory regions that somebody maps, or whose physical address somebody is told.</summary>
    public IReadOnlySet<MemoryRegion> UsedRegions() => ProtectionDomains
        .SelectMany(domain => domain.Maps.Select(map => map.Region).Concat(domain.SymbolValues.Select(value => value.Region)))
        .Concat(IoAddressSpaces.SelectMany(space => space.Maps).Select(map => map.Region))
        .OfType<MemoryRegion>().ToHashSet();
}
