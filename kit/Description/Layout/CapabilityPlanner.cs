// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Layout;

/// <summary>Decides who gets which capability: everything the description says, and nothing else.</summary>
internal sealed class CapabilityPlanner
{
    /// <summary>Bits of a capability address.</summary>
    public const uint WordBits = 64;

    private const int GuardShift = 6;

    private readonly IReadOnlyList<DomainObjects> _objects;
    private readonly SystemDescription _system;
    private readonly LayoutTables _tables;
    private readonly ComponentPlanner _configurations;

    /// <summary>Prepares to give capabilities to the protection domains of a system, the last of which is the monitor.</summary>
    public CapabilityPlanner(
        IReadOnlyList<DomainObjects> objects, SystemDescription system, LayoutTables tables, ComponentPlanner configurations)
    {
        _objects = objects;
        _system = system;
        _tables = tables;
        _configurations = configurations;
    }

    /// <summary>Puts the CNode with ordinary capabilities into the first slot of the root, with a guard for the address bits
    /// between.</summary>
    public static void GrantCNode(DomainObjects domain, LayoutTables tables)
    {
        if (!domain.IsFlat)
        {
            const ulong Guard = 0ul << GuardShift;
            ulong guardBits = WordBits - SpaceLayout.RootCNodeBits - domain.CNodeBits;
            tables.Grant(domain.RootCNode, 0, domain.CNode, Rights.All, Guard | guardBits);
        }
    }

    /// <summary>Gives them.</summary>
    public void Plan()
    {
        foreach (Channel channel in _system.Channels)
        {
            PlanEnd(channel, channel.First);
            PlanEnd(channel, channel.Second);
        }

        foreach (DomainObjects domain in _objects.SkipLast(1))
        {
            if (domain.IsMicrokit)
            {
                GrantCNode(domain, _tables);
            }

            PlanDevices(domain);
            PlanChildren(domain);
            PlanShared(domain);
        }

        PlanMonitor(_objects[^1]);
        PlanDevices(_objects[^1]);
        foreach (ComponentTables tables in _objects.Select(domain => _configurations[domain]))
        {
            tables.Channels.Sort((left, right) => left.Id.CompareTo(right.Id));
            tables.Interrupts.Sort((left, right) => left.Id.CompareTo(right.Id));
            tables.Ports.Sort((left, right) => left.Id.CompareTo(right.Id));
            tables.Children.Sort((left, right) => left.Id.CompareTo(right.Id));
        }
    }

    private void PlanEnd(Channel channel, ChannelEnd end)
    {
        ChannelEnd other = channel.Other(end);
        DomainObjects sender = _objects[end.Domain!.Index];
        DomainObjects receiver = _objects[other.Domain!.Index];
        ComponentTables tables = _configurations[sender];
        ComponentChannel entry = new() { Id = end.Id.Value, Peer = tables.Names.Add(receiver.Domain.Name), PeerDomain = receiver.Index };
        if (end.CanNotify)
        {
            entry.GroupSlot = GrantGroup(sender, receiver, other.Id.Value, out ulong badge);
            entry.NotifySlot = sender.Slot(MicrokitSlots.FirstNotification + end.Id.Value);
            _tables.Grant(sender.CNode, entry.NotifySlot, receiver.Notification, Rights.Write, badge);
        }

        if (end.CanCall)
        {
            entry.CallSlot = sender.Slot(MicrokitSlots.FirstEndpoint + end.Id.Value);
            _tables.Grant(sender.CNode, entry.CallSlot, receiver.Endpoint, Rights.Call, MicrokitSlots.CallBadge | other.Id.Value);
        }

        tables.Channels.Add(entry);
    }

    /// <summary>Slot of the group notification that is to be signalled first, and the badge for the notification itself.</summary>
    private uint GrantGroup(DomainObjects sender, DomainObjects receiver, uint id, out ulong badge)
    {
        if (receiver.HearsDirectly(id))
        {
            badge = DomainObjects.DirectBadge(id);
            return 0;
        }

        uint group = ChannelGroups.GroupOf(id, receiver.GroupCount);
        uint slot = sender.Slots(1);
        ulong bit = 1ul << (int)ChannelGroups.BitInGroup(id, receiver.GroupCount);
        _tables.Grant(sender.CNode, slot, receiver.FirstGroup + group, Rights.Write, bit);
        badge = DomainObjects.DirectBadge(ChannelGroups.DirectIds(receiver.GroupCount) + group);
        return slot;
    }

    private void PlanDevices(DomainObjects domain)
    {
        ComponentTables tables = _configurations[domain];
        foreach (Interrupt interrupt in domain.Domain.Interrupts)
        {
            uint target = _tables.Add(ObjectKind.Interrupt, 0, 1, domain.Index, domain.Domain.Name);
            uint slot = domain.Slot(MicrokitSlots.FirstInterrupt + interrupt.Id.Value);
            _tables.Grant(domain.CNode, slot, target, Rights.All);
            _tables.Interrupts.Add(InterruptEntryOf(interrupt, target, domain));
            tables.Interrupts.Add(new ComponentInterrupt { Id = interrupt.Id.Value, Slot = slot });
        }

        foreach (IoPortRange ports in domain.Domain.Ports)
        {
            uint target = _tables.Add(ObjectKind.Ports, 0, 1, domain.Index, domain.Domain.Name);
            uint slot = domain.Slot(MicrokitSlots.FirstPorts + ports.Id.Value);
            _tables.Grant(domain.CNode, slot, target, Rights.All);
            _tables.Ports.Add(new PortEntry
            {
                Object = target,
                First = (ushort)ports.Address.Value,
                Last = (ushort)(ports.Address.Value + ports.Size - 1),
            });
            tables.Ports.Add(new ComponentPorts { Id = ports.Id.Value, Slot = slot, First = ports.Address.Value, Count = ports.Size });
        }
    }

    private static InterruptEntry InterruptEntryOf(Interrupt interrupt, uint target, DomainObjects domain) => new()
    {
        Object = target,
        Notification = domain.Notification,
        Badge = DomainObjects.DirectBadge(interrupt.Id.Value),
        Vector = interrupt.Vector.Value,
        IsMessage = interrupt.Message is null ? 0u : 1,
        IoApicOrBus = interrupt.Message?.Device.Bus ?? interrupt.Pin!.IoApic,
        PinOrDevice = interrupt.Message?.Device.Device ?? interrupt.Pin!.Pin.Value,
        IsLevelOrFunction = interrupt.Message?.Device.Function ?? (interrupt.Pin!.IsLevelTriggered ? 1u : 0),
        IsLowOrHandle = interrupt.Message?.Handle ?? (interrupt.Pin!.IsActiveLow ? 1u : 0),
        Domain = domain.Index,
    };

    private void PlanChildren(DomainObjects parent)
    {
        ComponentTables tables = _configurations[parent];
        foreach (ProtectionDomain child in parent.Domain.Children)
        {
            DomainObjects objects = _objects[child.Index];
            uint id = child.ChildId!.Value.Value;
            uint slot = parent.Slot(MicrokitSlots.FirstChild + id);
            _tables.Grant(parent.CNode, slot, objects.Thread, Rights.All);
            tables.Children.Add(new ComponentChild
            {
                Id = id,
                ThreadSlot = slot,
                Entry = objects.Program.Image.Header.Entry,
                StackTop = SpaceLayout.StackTop,
                Argument = objects.IsMicrokit ? 0 : SpaceLayout.IpcBufferAddress + SpaceLayout.StartBlockOffset,
                Name = tables.Names.Add(child.Name),
            });
        }
    }

    private void PlanShared(DomainObjects domain)
    {
        foreach (SharedCapability capability in domain.Domain.SharedCapabilities)
        {
            DomainObjects of = _objects[capability.Domain!.Index];
            uint target = capability.Kind switch
            {
                SharedCapabilityKind.Thread => of.Thread,
                SharedCapabilityKind.SchedContext => of.SchedContext,
                _ => of.VSpace,
            };
            _tables.Grant(domain.RootCNode, capability.Slot.Value, target, Rights.All);
        }
    }

    private void GrantLog(DomainObjects monitor, DomainObjects reader, uint id)
    {
        ComponentTables tables = _configurations[monitor];
        tables.Header.LogAddress = SpaceLayout.LogAddress;
        tables.Header.LogReader = reader.Index;
        tables.Header.LogId = monitor.Slots(1);
        _tables.Grant(monitor.CNode, tables.Header.LogId, reader.Notification, Rights.Write, DomainObjects.DirectBadge(id));
    }

    private void GrantControl(DomainObjects monitor, DomainObjects caller, ControlRule control)
    {
        ulong badge = MonitorControl.Badge | caller.Index | (control.MayChange ? MonitorControl.MayChange : 0);
        uint slot = caller.Slots(1);
        _configurations[caller].Header.ControlSlot = slot;
        _tables.Grant(caller.CNode, slot, monitor.Endpoint, Rights.Call, badge);
    }

    private void PlanMonitor(DomainObjects monitor)
    {
        uint slot = monitor.Slots((uint)(_objects.Count - 1) * MonitorSlots.DomainStride);
        foreach (DomainObjects domain in _objects.SkipLast(1))
        {
            _tables.Grant(monitor.CNode, slot, domain.Thread, Rights.All);
            _tables.Grant(monitor.CNode, slot + 1, domain.SchedContext, Rights.All);
            _tables.Grant(monitor.CNode, slot + 2, domain.Notification, Rights.All);
            slot += MonitorSlots.DomainStride;
            if (domain.Domain.MonitorLog is Identifier log)
            {
                GrantLog(monitor, domain, log.Value);
            }

            if (domain.Domain.MonitorControl is ControlRule control)
            {
                GrantControl(monitor, domain, control);
            }
        }
    }
}
