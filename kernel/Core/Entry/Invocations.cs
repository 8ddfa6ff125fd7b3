// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Entry;

/// <summary>Sends a message through a capability: to another thread, or to the kernel object it names.</summary>
public static unsafe class Invocations
{
    /// <summary>Looks up the capability and those in the message, and has the message delivered or carried out and answered.</summary>
    /// <remarks>A capability that cannot be found is a fault of a blocking sender; others are not told.</remarks>
    public static Outcome Invoke(Tcb* thread, ulong address, InvocationKind kind)
    {
        Message storage;
        Message* message = &storage;
        bool isBlocking = kind <= InvocationKind.Send;
        Capability root = Slot.Load(&thread->CSpaceRoot);
        if (CSpace.LookupSlot(root, address, out Slot* slot, &thread->LookupFailure) != Error.NoError)
        {
            return Refuse(thread, address, isBlocking);
        }

        var info = new MessageInfo(ThreadContext.GetMessageInfoRegister(thread));
        Capability capability = Slot.Load(slot);
        message->Sender = thread;
        message->Label = (InvocationLabel)info.Label;
        message->Length = info.Length;
        message->IsCall = kind == InvocationKind.Call;
        message->IsBlocking = isBlocking;
        message->CanDonate = kind == InvocationKind.Call || kind == InvocationKind.FirstPhase;
        message->IsFirstPhase = kind == InvocationKind.FirstPhase;
        message->ResultLength = 0;
        if (!LookupExtraCaps(message, info.ExtraCaps, capability.Type, &address))
        {
            return Refuse(thread, address, isBlocking);
        }

        Outcome outcome = Dispatch(message, slot, capability);
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
        if (message->IsFirstPhase)
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

        EndpointTransfer.Send(message->Sender, endpoint, message->IsBlocking, message->IsCall, message->CanDonate);
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

    /// <summary>Finds the capabilities sent along, and the buffer when the message may need it; the address that fails is left in address.</summary>
    private static bool LookupExtraCaps(Message* message, ulong count, CapabilityType type, ulong* address)
    {
        message->ExtraCap0 = null;
        message->ExtraCap1 = null;
        message->ExtraCap2 = null;
        message->Buffer = null;
        Tcb* thread = message->Sender;
        if (type == CapabilityType.Endpoint && count == 0)
        {
            return true;
        }

        ulong* buffer = AddressSpaces.LookupIpcBuffer(thread, false);
        message->Buffer = buffer;
        if (buffer == null)
        {
            message->Length = message->Length < (ulong)ThreadContext.MessageRegisterCount
                ? message->Length
                : (ulong)ThreadContext.MessageRegisterCount;
            return true;
        }

        Capability root = Slot.Load(&thread->CSpaceRoot);
        Slot** slots = &message->ExtraCap0;
        for (ulong i = 0; i < count; i++)
        {
            *address = buffer[IpcBufferLayout.CapsOrBadgesWord + i];
            if (CSpace.LookupSlot(root, *address, out Slot* slot, &thread->LookupFailure) != Error.NoError)
            {
                return false;
            }

            slots[i] = slot;
        }

        return true;
    }

    private static Outcome Refuse(Tcb* thread, ulong address, bool isBlocking)
    {
        if (isBlocking)
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

        if (!message->IsCall || outcome == Outcome.NoReply)
        {
            return;
        }

        ulong length = outcome == Outcome.Success ? message->ResultLength : ErrorReply.Write(message, (Error)outcome);
        ThreadContext.SetBadgeRegister(thread, 0);
        ThreadContext.SetMessageInfoRegister(thread, MessageInfo.Create((ulong)outcome, 0, 0, length).Word);
    }
}
