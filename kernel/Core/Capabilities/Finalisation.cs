// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Bounds;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Capabilities;

/// <summary>What happens to an object when a capability to it goes.</summary>
public static unsafe class Finalisation
{
    /// <summary>Takes a capability out of use; Preempted while threads that wait at its object are being released.</summary>
    /// <param name="capability">The capability, not null and no zombie.</param>
    /// <param name="isFinal">No other capability names the object, which is destroyed.</param>
    /// <param name="remainder">What the slot has to hold afterwards: a zombie, or nothing.</param>
    /// <remarks>All references from queues, threads and the processor to the object are gone when a final capability has been
    /// finalised, so the object's memory can be used for something else.</remarks>
    public static Outcome Finalise(Capability capability, bool isFinal, out Capability remainder)
    {
        remainder = Capability.Null;
        if (ArchCapabilities.IsArchitectural(capability.Type))
        {
            ArchCapabilities.Finalise(capability, isFinal);
            return Outcome.Success;
        }

        if (!isFinal)
        {
            return Outcome.Success;
        }

        switch (capability.Type)
        {
            case CapabilityType.CNode:
                capability.TryAsCNode(out CNodeCapability table);
                remainder = ZombieCapability.Create(table.ObjectAddress, table.Radix, false, table.SlotCount).Value;
                return Outcome.Success;
            case CapabilityType.Thread:
                Objects.Thread.Destroy((Tcb*)capability.ObjectAddress);
                remainder = ZombieCapability.Create(
                    capability.ObjectAddress, 0, true, ZombieCapability.ThreadSlotCount).Value;
                return Outcome.Success;
            case CapabilityType.SchedContext:
                SchedContexts.Destroy((SchedContext*)capability.ObjectAddress);
                return Outcome.Success;
            case CapabilityType.IrqHandler:
                return IrqInvocations.Destroy(capability.Word1);
            default:
                return DestroyQueue(capability);
        }
    }

    /// <summary>Destroys the endpoint, notification or reply object that a final capability names; does nothing for other types.</summary>
    public static Outcome DestroyQueue(Capability capability)
    {
        switch (capability.Type)
        {
            case CapabilityType.Endpoint:
                return CancelEndpoint((Endpoint*)capability.ObjectAddress);
            case CapabilityType.Notification:
                return DestroyNotification((Notification*)capability.ObjectAddress);
            case CapabilityType.Reply:
                ReplyStack.Destroy((Reply*)capability.ObjectAddress);
                return Outcome.Success;
            default:
                return Outcome.Success;
        }
    }

    [LoopBound(LoopReason.LimitedCall)]
    private static Outcome CancelEndpoint(Endpoint* endpoint)
    {
        while (!EndpointQueue.CancelOne(endpoint))
        {
            if (Preemption.ShouldPreempt())
            {
                return Outcome.Preempted;
            }
        }

        return Outcome.Success;
    }

    [LoopBound(LoopReason.LimitedCall)]
    private static Outcome DestroyNotification(Notification* notification)
    {
        while (!NotificationQueue.CancelOne(notification))
        {
            if (Preemption.ShouldPreempt())
            {
                return Outcome.Preempted;
            }
        }

        NotificationQueue.Destroy(notification);
        return Outcome.Success;
    }
}
