// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Programs;

namespace Caprock.Kit.Description.Layout;

/// <summary>Lays a checked system out.</summary>
/// <remarks>Everything goes in the order of the description, so that the same inputs give the same layout.</remarks>
internal sealed class LayoutPlanner
{
    /// <summary>Refills of a scheduling context whose object has 256 bytes, besides two. Source: libsel4, seL4_RefillSizeBytes.</summary>
    private const uint ExtraRefills = 8;

    private readonly SystemDescription _system;
    private readonly IReadOnlyList<Program> _programs;
    private readonly LayoutTables _tables = new();
    private readonly List<DomainObjects> _objects = [];
    private readonly ProtectionDomain _monitor;

    private LayoutPlanner(SystemDescription system, IReadOnlyList<Program> programs)
    {
        _system = system;
        _programs = programs;
        _monitor = MonitorDomain.Create(system, programs[^1].Path);
    }

    /// <summary>The layout of a system; the monitor's program is the last one.</summary>
    public static SystemLayout Plan(SystemDescription system, IReadOnlyList<Program> programs)
    {
        LayoutPlanner planner = new(system, programs);
        planner.Plan();
        return new SystemLayout(system, programs, planner._tables);
    }

    private void Plan()
    {
        RegionPlanner regions = new(_system, _tables);
        foreach (ProtectionDomain domain in _system.ProtectionDomains.Append(_monitor))
        {
            _objects.Add(ObjectPlanner.Create(domain, _programs, _system, _tables));
        }

        ComponentPlanner configurations = new(_objects, _system, _tables);
        new CapabilityPlanner(_objects, _system, _tables, configurations).Plan();
        foreach (DomainObjects objects in _objects)
        {
            byte[]? configuration = objects.IsMicrokit ? null : configurations.Finish(objects);
            PlanDomain(objects, new SpacePlanner(objects, _tables, regions), configuration);
        }

        IoSpacePlanner.Plan(_system, _tables, regions);
        PlanSchedule();
        ObjectOrder.Sort(_tables.Objects);
    }

    private void PlanDomain(DomainObjects objects, SpacePlanner space, byte[]? configuration)
    {
        ProtectionDomain domain = objects.Domain;
        space.Plan(configuration);
        SymbolPlanner.Plan(objects, space, _system, _tables);
        _tables.Domains.Add(ComponentPlanner.Describe(objects, _tables.Names));
        _tables.Budgets.Add(new BudgetEntry
        {
            SchedContext = objects.SchedContext,
            ExtraRefills = domain.HasReservation ? ExtraRefills : 0,
            BudgetMicroseconds = domain.BudgetMicroseconds,
            PeriodMicroseconds = domain.PeriodMicroseconds,
            Badge = objects.Index + 1,
        });
        DomainObjects monitor = _objects[^1];
        DomainObjects? handler = domain == _monitor ? null : domain.Parent is null ? monitor : _objects[domain.Parent.Index];
        _tables.Threads.Add(new ThreadEntry
        {
            Domain = objects.Index,
            Thread = objects.Thread,
            CSpace = objects.RootCNode,
            VSpace = objects.VSpace,
            IpcBuffer = space.IpcBufferFrame,
            SchedContext = objects.SchedContext,
            Notification = objects.Notification,
            FaultEndpoint = handler?.Endpoint ?? LayoutHeader.None,
            Priority = domain.Priority,
            SchedulingDomain = domain.Domain?.Id ?? DescriptionLimits.MonitorDomain,
            Flags = (domain.IsPassive ? ThreadEntry.Passive : 0) | (domain.HasFpu ? 0 : ThreadEntry.NoFpu),
            FaultBadge = handler is null ? 0
                : handler == monitor ? objects.Index + 1
                : MicrokitSlots.FaultBadge | domain.ChildId!.Value.Value,
            IpcBufferAddress = space.IpcBufferAddress,
            Entry = objects.Program.Image.Header.Entry,
            StackPointer = SpaceLayout.StackTop,
            Argument = objects.IsMicrokit ? 0 : space.IpcBufferAddress + SpaceLayout.StartBlockOffset,
        });
    }

    private void PlanSchedule()
    {
        if (_system.DomainPlan is not DomainPlan plan)
        {
            return;
        }

        uint index = plan.IndexShift;
        foreach (DomainPlanEntry entry in plan.Entries)
        {
            _tables.Schedule.Add(new ScheduleEntry
            {
                Index = index++,
                Domain = entry.Domain?.Id ?? 0u,
                Duration = entry.Duration,
                IsInTicks = entry.IsInTicks ? 1ul : 0,
            });
        }

        if (index < DescriptionLimits.DomainScheduleEntries)
        {
            _tables.Schedule.Add(new ScheduleEntry { Index = index, IsInTicks = 1 });
        }

        _tables.ScheduleStart = plan.IndexShift + plan.StartIndex;
    }
}
