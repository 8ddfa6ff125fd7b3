// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
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
        PassivatorPlanner passivators = new(_objects[^1], _tables);
        passivators.Grant(_objects.SkipLast(1));
        PlanSpaces(regions, configurations, passivators);

        IoSpacePlanner.Plan(_system, _tables, regions);
        PlanSchedule();
        ObjectOrder.Sort(_tables.Objects);
        _tables.SortCapabilities();
    }

    /// <summary>The monitor's address space comes last but begins first: it sees memory of the others.</summary>
    private void PlanSpaces(RegionPlanner regions, ComponentPlanner configurations, PassivatorPlanner passivators)
    {
        SpacePlanner monitorSpace = new(_objects[^1], _tables, regions);
        passivators.PlanMemory(monitorSpace);
        MonitorPlanner monitor = new(_tables, monitorSpace, configurations[_objects[^1]]);
        ulong livesBytes = (ulong)(LifeEntry.First + _objects.Count) * (ulong)Unsafe.SizeOf<LifeEntry>();
        uint livesPages = (uint)(Arithmetic.RoundUp(livesBytes, DescriptionLimits.SmallPageBytes) / DescriptionLimits.SmallPageBytes);
        uint lives = monitorSpace.Own(
            SpaceLayout.LivesAddress, livesPages * DescriptionLimits.SmallPageBytes, Permissions.Read | Permissions.Write);
        monitorSpace.OwnBootInformation(SpaceLayout.ClockAddress, BootInfoKind.TscFrequency);
        foreach (DomainObjects objects in _objects.SkipLast(1))
        {
            bool seesLives = !objects.IsMicrokit && _system.Channels.Any(channel => channel.Ends.Any(end =>
                end.Domain == objects.Domain && MonitorPlanner.IsRestarted(channel.Other(end).Domain!)));
            SpacePlanner space = new(objects, _tables, regions);
            if (seesLives)
            {
                space.Share(lives, livesPages, SpaceLayout.LivesAddress, Permissions.Read);
            }

            if (objects.Domain.MonitorLog is not null)
            {
                const ulong Pages = SpaceLayout.LogBytes / DescriptionLimits.SmallPageBytes;
                uint log = monitorSpace.Own(SpaceLayout.LogAddress, SpaceLayout.LogBytes, Permissions.Read | Permissions.Write);
                space.Share(log, (uint)Pages, SpaceLayout.LogAddress, Permissions.Read);
            }

            PlanDomain(objects, space, objects.IsMicrokit ? null : configurations.Finish(objects, seesLives));
            monitor.Plan(objects.Domain, space);
            monitor.PlanTrace(objects);
        }

        PlanDomain(_objects[^1], monitorSpace, configurations.Finish(_objects[^1], seesLives: true));
        passivators.PlanThreads(_tables.Threads[^1], _tables.Budgets[^1]);
        if (_system.ProtectionDomains.Any(MonitorPlanner.IsRestarted))
        {
            PlanTicker(_objects[^1], _tables.Threads[_objects.Count - 1], _tables.Budgets[_objects.Count - 1]);
        }
    }

    /// <summary>The monitor's second thread, which waits for time to pass; it needs neither stack nor IPC buffer.</summary>
    private void PlanTicker(DomainObjects monitor, ThreadEntry thread, BudgetEntry budget)
    {
        uint context = _tables.Add(ObjectKind.SchedContext, ObjectPlanner.SchedContextBits, 1, monitor.Index, monitor.Domain.Name);
        uint reply = _tables.Add(ObjectKind.Reply, 0, 1, monitor.Index, monitor.Domain.Name);
        _tables.Grant(monitor.CNode, MonitorSlots.Ticker, monitor.Endpoint, Rights.Call, MonitorSlots.TickerBadge);
        _tables.Grant(monitor.CNode, MonitorSlots.SecondReply, reply, Rights.All);
        _tables.Budgets.Add(budget with { SchedContext = context });
        _tables.Threads.Add(thread with
        {
            Thread = _tables.Add(ObjectKind.Thread, 0, 1, monitor.Index, monitor.Domain.Name),
            SchedContext = context,
            Notification = LayoutHeader.None,
            IpcBuffer = LayoutHeader.None,
            IpcBufferAddress = 0,
            Entry = monitor.Program.Find(ProgramSymbols.Ticker)?.Value ?? 0,
            StackPointer = 0,
            Argument = 0,
        });
    }

    private void PlanDomain(DomainObjects objects, SpacePlanner space, byte[]? configuration)
    {
        ProtectionDomain domain = objects.Domain;
        if (domain.MonitorControl is not null && !objects.IsMicrokit)
        {
            space.OwnSystemTable(SystemTablePlanner.Write(objects, _objects.SkipLast(1), _system, _tables));
        }

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
        bool isParents = domain.Parent is not null && domain.Restart is null or { Policy: RestartPolicy.Escalate };
        DomainObjects? handler = domain == _monitor ? null : isParents ? _objects[domain.Parent!.Index] : monitor;
        _tables.Threads.Add(new ThreadEntry
        {
            Domain = objects.Index,
            Thread = objects.Thread,
            CSpace = objects.RootCNode,
            CSpaceGuardBits = objects.RootGuardBits,
            VSpace = objects.VSpace,
            IpcBuffer = space.IpcBufferFrame,
            SchedContext = objects.SchedContext,
            Notification = objects.Notification,
            FaultEndpoint = handler?.Endpoint ?? LayoutHeader.None,
            Priority = domain.Priority,
            SchedulingDomain = objects.SchedulingDomain,
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
