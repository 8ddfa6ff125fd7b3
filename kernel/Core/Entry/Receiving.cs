// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Entry;

/// <summary>The receiving half of system calls.</summary>
public static unsafe class Receiving
{
    /// <summary>Receives through the capability in the thread's capability register; what cannot be received from is a fault.</summary>
    public static void Receive(Tcb* thread, bool isBlocking, bool canReply)
    {
        ulong address = ThreadContext.GetCapabilityRegister(thread);
        Slot* slot = CSpace.Find(thread, address);
        if (slot == null)
        {
            Faults.Capability(thread, address, isInReceivePhase: true);
            return;
        }

        Capability capability = Slot.Load(slot);
        if (capability.TryAsEndpoint(out EndpointCapability endpoint) && endpoint.CanReceive)
        {
            Reply* reply = null;
            if (!canReply || TryLookupReply(thread, out reply))
            {
                EndpointTransfer.Receive(thread, endpoint, isBlocking, reply);
            }
        }
        else if (capability.TryAsNotification(out NotificationCapability notification) && notification.CanReceive
            && (notification.Object->BoundThread == null || notification.Object->BoundThread == thread))
        {
            NotificationTransfer.Receive(thread, notification.Object, isBlocking);
        }
        else
        {
            Missing(thread, address);
        }
    }

    private static bool TryLookupReply(Tcb* thread, out Reply* reply)
    {
        reply = null;
        ulong address = ThreadContext.GetReplyRegister(thread);
        Slot* slot = CSpace.Find(thread, address);
        if (slot == null)
        {
            Faults.Capability(thread, address, isInReceivePhase: true);
            return false;
        }

        if (!Slot.Load(slot).TryAsReply(out ReplyCapability capability))
        {
            Missing(thread, address);
            return false;
        }

        reply = capability.Object;
        return true;
    }

    private static void Missing(Tcb* thread, ulong address)
    {
        thread->LookupFailure.Type = LookupFailureType.MissingCapability;
        thread->LookupFailure.BitsLeft = 0;
        Faults.Capability(thread, address, isInReceivePhase: true);
    }
}
