// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Bounds;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Entry;

/// <summary>Sends a message through a capability: to another thread, or to the kernel object it names.</summary>
public static unsafe class Invocations
{
    /// <summary>Looks up the capability and those in the message, and has the message delivered or carried out and answered.</summary>
    /// <remarks>A capability that cannot be found is a fault of a blocking sender; others are not told.</remarks>
    public static Outcome Invoke(Tcb* thread, ulong address, MessageInfo info, InvocationKind kind)
    {
        Slot* slot = CSpace.Find(thread, address);
        if (slot == null)
        {
            return Refuse(thread, address, kind);
        }

        Capability capability = Slot.Load(slot);
        if (info.ExtraCaps == 0)
        {
            if (EndpointCapability.TryAsSender(capability, out EndpointCapability endpoint))
            {
                EndpointTransfer.Send(thread, endpoint, kind);
                return Outcome.NoReply;
            }

            if ((kind & InvocationKind.IsCall) == 0 && TrySend(thread, capability))
            {
                return Outcome.Success;
            }
        }

        return InvokeObject(thread, slot, info, kind);
    }

    /// <summary>Delivers a signal or a reply that is not to be answered.</summary>
    private static bool TrySend(Tcb* thread, Capability capability)
    {
        if (NotificationCapability.TryAsSender(capability, out NotificationCapability notification))
        {
            NotificationTransfer.Signal(notification.Object, notification.Badge);
            return true;
        }

        if (capability.TryAsReply(out ReplyCapability reply))
        {
            ReplyTransfer.Perform(thread, reply.Object, reply.CanGrant);
            return true;
        }

        return false;
    }

    /// <summary>Has a message with all there may be to it delivered or carried out, and answered.</summary>
    public static Outcome InvokeObject(Tcb* thread, Slot* slot, MessageInfo info, InvocationKind kind)
    {
        Message storage;
        Message* message = &storage;
        message->Sender = thread;
        message->Buffer = null;
        message->Label = (InvocationLabel)info.Label;
        message->Length = info.Length;
        message->ExtraCap0 = null;
        message->ExtraCap1 = null;
        message->ExtraCap2 = null;
        message->Kind = kind;
        message->ResultLength = 0;
        if ((info.ExtraCaps != 0 || info.Length > (ulong)ThreadContext.MessageRegisterCount)
            && !ReadBuffer(message, info.ExtraCaps, out ulong address))
        {
            return Refuse(thread, address, kind);
        }

        Outcome outcome = Dispatch(message, slot, Slot.Load(slot));
        Answer(message, outcome);
        return outcome;
    }

    /// <summary>Has the object that a capability names carry out what the message asks.</summary>
    public static Outcome Dispatch(Message* message, Slot* slot, Capability capability)
    {
        switch (capability.Type)
        {
            case CapabilityType.Endpoint:
                return SendToEndpoint(message, capability);
            case CapabilityType.Notification:
                return Signal(message, capability);
            case CapabilityType.Reply:
                capability.TryAsReply(out ReplyCapability reply);
                ReplyTransfer.Perform(message->Sender, reply.Object, reply.CanGrant);
                return Outcome.Success;
            case CapabilityType.Untyped:
                return UntypedInvocations.Invoke(message, slot, capability);
            case CapabilityType.IrqControl:
                return IrqInvocations.InvokeControl(message, slot, capability);
            case CapabilityType.IrqHandler:
                return IrqInvocations.InvokeHandler(message, slot, capability);
            case CapabilityType.Null:
            case CapabilityType.Zombie:
                return Message.InvalidCapability(message, 0);
            default:
                return ArchCapabilities.IsArchitectural(capability.Type)
                    ? ArchCapabilities.Invoke(message, slot, capability)
                    : DispatchWhole(message, slot, capability);
        }
    }

    /// <summary>Objects whose invocations may stop or change the sender: not in the first phase of a system call.</summary>
    private static Outcome DispatchWhole(Message* message, Slot* slot, Capability capability)
    {
        if (message->Kind == InvocationKind.FirstPhase)
        {
            return Message.InvalidCapability(message, 0);
        }

        switch (capability.Type)
        {
            case CapabilityType.CNode:
                return CNodeInvocations.Invoke(message, slot, capability);
            case CapabilityType.Thread:
                return ThreadInvocations.Invoke(message, slot, capability);
            case CapabilityType.SchedContext:
                return SchedContextInvocations.Invoke(message, capability);
            case CapabilityType.SchedControl:
                return SchedControlInvocations.Invoke(message, capability);
            case CapabilityType.DomainSet:
                return DomainSetInvocations.Invoke(message);
            default:
                return Message.InvalidCapability(message, 0);
        }
    }

    private static Outcome SendToEndpoint(Message* message, Capability capability)
    {
        capability.TryAsEndpoint(out EndpointCapability endpoint);
        if (!endpoint.CanSend)
        {
            return Message.InvalidCapability(message, 0);
        }

        EndpointTransfer.Send(message->Sender, endpoint, message->Kind);
        return Outcome.NoReply;
    }

    private static Outcome Signal(Message* message, Capability capability)
    {
        capability.TryAsNotification(out NotificationCapability notification);
        if (!notification.CanSend)
        {
            return Message.InvalidCapability(message, 0);
        }

        NotificationTransfer.Signal(notification.Object, notification.Badge);
        return Outcome.Success;
    }

    /// <summary>Finds the IPC buffer and the slots of the capabilities in the message; false with the address of one that there is none for.
    /// Without a buffer a message is as long as the registers and has no capabilities.</summary>
    [LoopBound(Limits.MessageMaximumExtraCaps)]
    private static bool ReadBuffer(Message* message, ulong count, out ulong address)
    {
        Tcb* thread = message->Sender;
        ulong* buffer = AddressSpaces.LookupIpcBuffer(thread, false);
        message->Buffer = buffer;
        address = 0;
        if (buffer == null)
        {
            message->Length = message->Length < (ulong)ThreadContext.MessageRegisterCount
                ? message->Length
                : (ulong)ThreadContext.MessageRegisterCount;
            return true;
        }

        Slot** slots = &message->ExtraCap0;
        for (ulong i = 0; i < count; i++)
        {
            Slot* slot = CSpace.Find(thread, buffer[IpcBufferLayout.CapsOrBadgesWord + i]);
            if (slot == null)
            {
                address = buffer[IpcBufferLayout.CapsOrBadgesWord + i];
                return false;
            }

            slots[i] = slot;
        }

        return true;
    }

    private static Outcome Refuse(Tcb* thread, ulong address, InvocationKind kind)
    {
        if ((kind & InvocationKind.IsBlocking) != 0)
        {
            Faults.Capability(thread, address, isInReceivePhase: false);
        }

        return Outcome.NoReply;
    }

    /// <summary>Tells a caller how its invocation ended, or has a preempted one executed again.</summary>
    private static void Answer(Message* message, Outcome outcome)
    {
        Tcb* thread = message->Sender;
        if (outcome == Outcome.Preempted)
        {
            if (thread->State == ThreadState.Running)
            {
                thread->State = ThreadState.Restart;
            }

            return;
        }

        if ((message->Kind & InvocationKind.IsCall) == 0 || outcome == Outcome.NoReply)
        {
            return;
        }

        ulong length = outcome == Outcome.Success ? message->ResultLength : ErrorReply.Write(message, (Error)outcome);
        ThreadContext.SetBadgeRegister(thread, 0);
        ThreadContext.SetMessageInfoRegister(thread, MessageInfo.Create((ulong)outcome, 0, 0, length).Word);
    }
}
