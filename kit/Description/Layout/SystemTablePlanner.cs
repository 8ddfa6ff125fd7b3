// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Layout;

/// <summary>
/// Writes down for a component what everybody has: the layout itself, not the description, so it is what the initialiser gives.
/// </summary>
internal static class SystemTablePlanner
{
    private const int CountShift = 16;

    /// <summary>Bytes of the table.</summary>
    public static byte[] Write(
        DomainObjects reader, IEnumerable<DomainObjects> domains, SystemDescription system, LayoutTables layout)
    {
        SystemTables tables = new()
        {
            Header = new SystemHeader
            {
                Magic = SystemHeader.ExpectedMagic,
                Version = LayoutHeader.ExpectedVersion,
                Reader = reader.Index,
            },
        };
        IReadOnlySet<MemoryRegion> used = system.UsedRegions();
        Dictionary<MemoryRegion, uint> regions = [];
        foreach (MemoryRegion region in system.MemoryRegions.Where(used.Contains))
        {
            regions.Add(region, (uint)tables.Regions.Count);
            tables.Regions.Add(new SystemRegion
            {
                Bytes = region.SizeBytes,
                PhysicalAddress = region.PhysicalAddress ?? LayoutHeader.NoAddress,
                Name = tables.Names.Add(region.Name),
                PageBytes = (uint)region.PageBytes,
            });
        }

        ILookup<uint, CapabilityEntry> capabilities = layout.Capabilities.ToLookup(entry => entry.CNode);
        foreach (DomainObjects domain in domains)
        {
            AddDomain(domain, regions, capabilities, layout, tables);
        }

        return LayoutWriter.Write(tables);
    }

    private static void AddDomain(
        DomainObjects objects,
        Dictionary<MemoryRegion, uint> regions,
        ILookup<uint, CapabilityEntry> capabilities,
        LayoutTables layout,
        SystemTables tables)
    {
        ProtectionDomain domain = objects.Domain;
        SystemDomain entry = new()
        {
            Name = tables.Names.Add(domain.Name),
            Flags = (domain.IsPassive ? SystemDomain.Passive : 0)
                | (MonitorPlanner.IsRestarted(domain) ? SystemDomain.Restarted : 0),
            Priority = domain.Priority,
            Parent = domain.Parent is null ? LayoutHeader.None : (uint)domain.Parent.Index,
            BudgetMicroseconds = domain.BudgetMicroseconds,
            PeriodMicroseconds = domain.PeriodMicroseconds,
            ProgramBytes = ImagePages.Runs(objects.Program).Aggregate(0ul, (sum, run) => sum + (run.End - run.Address)),
            StackBytes = domain.StackBytes,
            ArenaBytes = domain.ArenaBytes,
            FirstMap = (uint)tables.Maps.Count,
            FirstCapability = (uint)tables.Capabilities.Count,
        };
        tables.Maps.AddRange(domain.Maps.OrderBy(map => map.Address).Select(map => new SystemMap
        {
            Address = map.Address,
            Region = regions[map.Region!],
            Permissions = (uint)map.Permissions,
        }));
        IEnumerable<uint> nodes = objects.IsFlat ? [objects.CNode] : [objects.CNode, objects.RootCNode];
        tables.Capabilities.AddRange(nodes.SelectMany(node => capabilities[node].OrderBy(capability => capability.Slot))
            .Select(capability => Describe(capability, !objects.IsFlat && capability.CNode == objects.RootCNode, layout, tables.Names))
            .Where(capability => capability.Kind != ObjectKind.CNode));
        entry.MapCount = (uint)tables.Maps.Count - entry.FirstMap;
        entry.CapabilityCount = (uint)tables.Capabilities.Count - entry.FirstCapability;
        tables.Domains.Add(entry);
    }

    private static SystemCapability Describe(CapabilityEntry capability, bool isShared, LayoutTables layout, NameTable names)
    {
        ObjectRange range = layout.Objects.Find(
            objects => capability.Object >= objects.First && capability.Object - objects.First < objects.Count);
        return new SystemCapability
        {
            Badge = capability.Badge,
            Slot = capability.Slot,
            IsShared = isShared ? 1u : 0,
            Kind = range.Kind,
            Rights = capability.Rights,
            Owner = names.Add(layout.Names[range.Name]),
            Detail = DetailOf(capability.Object, range.Kind, layout),
        };
    }

    private static uint DetailOf(uint target, ObjectKind kind, LayoutTables layout)
    {
        switch (kind)
        {
            case ObjectKind.Ports:
                PortEntry ports = layout.Ports.Find(entry => entry.Object == target);
                return ports.First | ((uint)(ports.Last - ports.First + 1) << CountShift);
            case ObjectKind.Interrupt:
                return layout.Interrupts.Find(entry => entry.Object == target).Vector;
            default:
                return 0;
        }
    }
}
