// SPDX-License-Identifier: BSD-2-Clause
using System.Numerics;
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kit.Description.Format;
using Caprock.User;

namespace Caprock.Kit.Components;

/// <summary>From badges to the methods of a component.</summary>
internal static unsafe class Dispatch
{
    private static DirectEvents events;
    private static uint directCount;

    /// <summary>Prepares the table of what each bit means.</summary>
    public static void Initialise()
    {
        var header = Configuration.Header;
        directCount = ChannelGroups.DirectIds(header->GroupCount);
        var channels = Configuration.Entries<ComponentChannel>(header->Channels);
        for (uint i = 0; i < header->Channels.Count && channels[i].Id < directCount; i++)
        {
            events[(int)channels[i].Id].Channel = channels + i;
        }

        var interrupts = Configuration.Entries<ComponentInterrupt>(header->Interrupts);
        for (uint i = 0; i < header->Interrupts.Count && interrupts[i].Id < directCount; i++)
        {
            events[(int)interrupts[i].Id].Interrupt = interrupts + i;
        }
    }

    /// <summary>Lets interrupts come again that an earlier life of this component did not acknowledge.</summary>
    public static void AcknowledgeInterrupts()
    {
        for (var i = 0; i < Configuration.InterruptCount; i++)
        {
            Configuration.Interrupt(i).Acknowledge();
        }
    }

    /// <summary>A protected call; false when the caller is not known, which the initialiser does not let happen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Call<T>(uint id, ref Message message)
        where T : IComponent
    {
        Channel caller;
        if (id < directCount)
        {
            caller = new Channel(events[(int)id].Channel);
        }
        else if (!Configuration.TryFindChannel(id, out caller))
        {
            return false;
        }

        T.Protected(caller, ref message);
        return true;
    }

    /// <summary>A fault of a child.</summary>
    public static void Fault<T>(uint id, in Message message)
        where T : IComponent
    {
        for (var i = 0; i < Configuration.ChildCount; i++)
        {
            var child = Configuration.Child(i);
            if (child.Id == id)
            {
                Fault fault;
                fault.Type = (FaultType)message.Label;
                fault.Words = message.Words;
                T.Fault(child, fault);
            }
        }
    }

    /// <summary>Signals: each bit is a channel, an interrupt or a group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Events<T>(ulong badge)
        where T : IComponent
    {
        while (badge != 0)
        {
            var id = BitOperations.TrailingZeroCount(badge);
            badge &= badge - 1;
            ref var source = ref events[id];
            if (source.Channel != null)
            {
                T.Notified(new Channel(source.Channel));
            }
            else if (source.Interrupt != null)
            {
                T.Interrupted(new Interrupt(source.Interrupt));
            }
            else
            {
                Other<T>((uint)id);
            }
        }
    }

    private static void Other<T>(uint id)
        where T : IComponent
    {
        var header = Configuration.Header;
        if (id >= directCount && id - directCount < header->GroupCount)
        {
            Group<T>(id - directCount);
        }
        else if (header->LogAddress != 0 && header->LogId == id)
        {
            MonitorLog.Deliver<T>();
        }
    }

    private static void Group<T>(uint group)
        where T : IComponent
    {
        var bits = Kernel.Poll(Configuration.Header->FirstGroupSlot + group);
        while (bits != 0)
        {
            var id = directCount + (group * ChannelGroups.GroupBits) + (uint)BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            if (Configuration.TryFindChannel(id, out var channel))
            {
                T.Notified(channel);
            }
        }
    }
}
