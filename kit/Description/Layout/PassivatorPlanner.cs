// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Programs;

namespace Caprock.Kit.Description.Layout;

/// <summary>Threads of the monitor's that take the time of passive protection domains that have initialised themselves and give it to
/// their notifications.</summary>
/// <remarks>
/// That must happen while the protection domain waits, before anybody calls it: without time, it would not get to the end of that call.
/// So there is such a thread in every scheduling domain with passive protection domains, above all of these in priority and never without
/// budget, which the monitor itself may be. It does nothing else, and each message to it costs little more than a system call.
/// </remarks>
internal sealed class PassivatorPlanner
{
    private readonly DomainObjects _monitor;
    private readonly LayoutTables _tables;
    private readonly List<Passivator> _passivators = [];

    /// <summary>Prepares to lay out these threads.</summary>
    public PassivatorPlanner(DomainObjects monitor, LayoutTables tables)
    {
        _monitor = monitor;
        _tables = tables;
    }

    /// <summary>Gives protection domains the capabilities to them.</summary>
    public void Grant(IEnumerable<DomainObjects> domains)
    {
        foreach (IGrouping<uint, DomainObjects> group in domains.Where(domain => domain.Domain.IsPassive)
            .GroupBy(domain => domain.SchedulingDomain))
        {
            uint endpoint = Add(ObjectKind.Endpoint);
            uint slot = _monitor.Slots(1);
            _tables.Grant(_monitor.CNode, slot, endpoint, Rights.Read);
            foreach (DomainObjects domain in group)
            {
                _tables.Grant(domain.CNode, MicrokitSlots.Monitor, endpoint, Rights.Write, domain.Index);
            }

            _passivators.Add(new Passivator(group.Key, slot));
        }
    }

    /// <summary>Lays out their memory in the monitor's address space.</summary>
    public void PlanMemory(SpacePlanner space)
    {
        foreach (Passivator passivator in _passivators)
        {
            passivator.Frame = space.Own(passivator.Address, DescriptionLimits.SmallPageBytes, Permissions.Read | Permissions.Write);
            space.Patch(passivator.Address + SpaceLayout.PassivatorSlotOffset, sizeof(ulong), passivator.Slot);
        }
    }

    /// <summary>Adds the threads, which are like the monitor's but for the time and memory they have.</summary>
    public void PlanThreads(ThreadEntry monitor, BudgetEntry budget)
    {
        foreach (Passivator passivator in _passivators)
        {
            uint context = Add(ObjectKind.SchedContext, ObjectPlanner.SchedContextBits);
            _tables.Budgets.Add(budget with { SchedContext = context, BudgetMicroseconds = budget.PeriodMicroseconds, ExtraRefills = 0 });
            _tables.Threads.Add(monitor with
            {
                Thread = Add(ObjectKind.Thread),
                SchedContext = context,
                SchedulingDomain = passivator.SchedulingDomain,
                Notification = LayoutHeader.None,
                IpcBuffer = passivator.Frame,
                IpcBufferAddress = passivator.Address,
                Entry = _monitor.Program.Find(ProgramSymbols.Passivator)?.Value ?? 0,
                StackPointer = 0,
                Argument = passivator.Address,
            });
        }
    }

    private uint Add(ObjectKind kind, uint sizeBits = 0) => _tables.Add(kind, sizeBits, 1, _monitor.Index, _monitor.Domain.Name);

    private sealed class Passivator(uint schedulingDomain, uint slot)
    {
        public uint SchedulingDomain { get; } = schedulingDomain;

        public uint Slot { get; } = slot;

        public ulong Address { get; } = SpaceLayout.PassivatorsAddress + (schedulingDomain * DescriptionLimits.SmallPageBytes);

        public uint Frame { get; set; }
    }
}
