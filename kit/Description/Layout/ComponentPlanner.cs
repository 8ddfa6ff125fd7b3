// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Programs;

namespace Caprock.Kit.Description.Layout;

/// <summary>Configurations of components: what each has, and in which slots.</summary>
internal sealed class ComponentPlanner
{
    private readonly IReadOnlyList<DomainObjects> _objects;
    private readonly SystemDescription _system;
    private readonly LayoutTables _layout;
    private readonly Dictionary<DomainObjects, ComponentTables> _tables = [];

    /// <summary>Begins the configuration of every component.</summary>
    public ComponentPlanner(IReadOnlyList<DomainObjects> objects, SystemDescription system, LayoutTables layout)
    {
        _objects = objects;
        _system = system;
        _layout = layout;
        foreach (DomainObjects component in objects)
        {
            _tables.Add(component, Begin(component));
        }
    }

    /// <summary>The tables of a component, to be added to; those of other programs are dropped.</summary>
    public ComponentTables this[DomainObjects component] => _tables[component];

    /// <summary>What the monitor knows about a protection domain.</summary>
    public static DomainEntry Describe(DomainObjects objects, NameTable names)
    {
        ProtectionDomain domain = objects.Domain;
        return new DomainEntry
        {
            Name = names.Add(domain.Name),
            Parent = domain.Parent is null ? LayoutHeader.None : (uint)domain.Parent.Index,
            ChildId = domain.ChildId is null ? LayoutHeader.None : domain.ChildId.Value.Value,
            Flags = (domain.IsPassive ? DomainEntry.Passive : 0) | (objects.IsMicrokit ? 0 : DomainEntry.Component),
            RestartPolicy = (uint)(domain.Restart?.Policy ?? RestartPolicy.Never),
            RestartLimit = domain.Restart is { Policy: RestartPolicy.OnFault } rule ? rule.Limit : 0,
            RestartBackoffMicroseconds = domain.Restart?.BackoffMicroseconds ?? 0,
            HeartbeatPeriods = (uint)(Arithmetic.RoundUp(
                domain.Restart?.HeartbeatMicroseconds ?? 0, DescriptionLimits.MonitorPeriodMicroseconds)
                / DescriptionLimits.MonitorPeriodMicroseconds),
            Priority = domain.Priority,
            StackBottom = SpaceLayout.StackTop - domain.StackBytes,
            StackTop = SpaceLayout.StackTop,
            Entry = objects.Program.Image.Header.Entry,
            Argument = objects.IsMicrokit ? 0 : SpaceLayout.IpcBufferAddress + SpaceLayout.StartBlockOffset,
            PanicAddress = objects.IsMicrokit ? 0 : objects.Program.Find(ProgramSymbols.Panic)?.Value ?? 0,
        };
    }

    /// <summary>Bytes of a component's configuration, and the final size of its CNode.</summary>
    public byte[] Finish(DomainObjects component, bool seesLives)
    {
        if (seesLives)
        {
            _tables[component].Header.LivesAddress = SpaceLayout.LivesAddress;
        }

        uint bits = SpaceLayout.RootCNodeBits;
        while (component.EndSlot > 1u << (int)bits)
        {
            bits++;
        }

        _layout.Resize(component.CNode, bits);
        component.CNodeBits = bits;
        CapabilityPlanner.GrantCNode(component, _layout);
        return LayoutWriter.Write(_tables[component]);
    }

    private ComponentTables Begin(DomainObjects component)
    {
        ComponentTables tables = new();
        ProtectionDomain domain = component.Domain;
        uint groupSlot = component.GroupCount == 0 || component.IsMicrokit ? 0 : component.Slots(component.GroupCount);
        for (uint group = 0; group < component.GroupCount; group++)
        {
            _layout.Grant(component.CNode, groupSlot + group, component.FirstGroup + group, Rights.Read);
        }

        tables.Header = new ComponentHeader
        {
            Magic = ComponentHeader.ExpectedMagic,
            Version = LayoutHeader.ExpectedVersion,
            Flags = domain.IsPassive ? ComponentHeader.Passive : 0,
            ArenaAddress = SpaceLayout.ArenaAddress,
            ArenaBytes = domain.ArenaBytes,
            GroupCount = component.GroupCount,
            FirstGroupSlot = groupSlot,
            Name = tables.Names.Add(domain.Name),
        };
        if (domain.MonitorLog is Identifier log)
        {
            tables.Header.LogAddress = SpaceLayout.LogAddress;
            tables.Header.LogId = log.Value;
        }

        if (domain.MonitorControl is not null)
        {
            tables.Header.SystemAddress = SpaceLayout.SystemAddress;
        }

        AddRegions(domain, tables);
        if (domain.Index == _system.ProtectionDomains.Count)
        {
            tables.Domains.AddRange(_objects.SkipLast(1).Select(objects => Describe(objects, tables.Names)));
        }

        return tables;
    }

    private static void AddRegions(ProtectionDomain domain, ComponentTables tables)
    {
        foreach (RegionMap map in domain.Maps.OrderBy(map => map.Address))
        {
            tables.Regions.Add(new ComponentRegion
            {
                Address = map.Address,
                Bytes = map.Region!.SizeBytes,
                PhysicalAddress = map.Region.PhysicalAddress ?? LayoutHeader.NoAddress,
                Name = tables.Names.Add(map.Region.Name),
                Permissions = (uint)map.Permissions,
            });
        }
    }
}
