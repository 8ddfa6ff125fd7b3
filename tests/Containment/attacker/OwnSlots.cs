// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;

namespace Caprock.Tests.Containment;

/// <summary>What the attacker's component has according to its configuration.</summary>
internal static unsafe class OwnSlots
{
    private const int UpperShift = 58;

    /// <summary>What it has in a slot.</summary>
    public static OwnSlot KindOf(ulong slot)
    {
        if (slot is MicrokitSlots.Input or MicrokitSlots.Reply or MicrokitSlots.Monitor || IsOfChannel(slot))
        {
            return OwnSlot.Message;
        }

        var interrupts = Configuration.Entries<ComponentInterrupt>(Configuration.Header->Interrupts);
        for (var i = 0; i < Configuration.InterruptCount; i++)
        {
            if (interrupts[i].Slot == slot)
            {
                return OwnSlot.Interrupt;
            }
        }

        var ports = Configuration.Entries<ComponentPorts>(Configuration.Header->Ports);
        for (var i = 0; i < Configuration.PortsCount; i++)
        {
            if (ports[i].Slot == slot)
            {
                return OwnSlot.Ports;
            }
        }

        return slot >> UpperShift != 0 ? OwnSlot.Shared : OwnSlot.None;
    }

    /// <summary>Whether a port is in no range that it has.</summary>
    public static bool IsOutside(ushort port)
    {
        var ports = Configuration.Entries<ComponentPorts>(Configuration.Header->Ports);
        for (var i = 0; i < Configuration.PortsCount; i++)
        {
            if (port + 3 >= ports[i].First && port < ports[i].First + ports[i].Count)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOfChannel(ulong slot)
    {
        var channels = Configuration.Entries<ComponentChannel>(Configuration.Header->Channels);
        for (var i = 0; i < Configuration.ChannelCount; i++)
        {
            if (slot == channels[i].NotifySlot || slot == channels[i].GroupSlot || slot == channels[i].CallSlot)
            {
                return true;
            }
        }

        return false;
    }
}
