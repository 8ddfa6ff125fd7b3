// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;

namespace Caprock.Kernel.Objects;

/// <summary>Invocations of IrqControl and IrqHandler.</summary>
public static unsafe class IrqInvocations
{
    /// <summary>Decodes and performs an invocation of the authority over all interrupts.</summary>
    public static Outcome InvokeControl(Message* message, Slot* slot, Capability capability)
    {
        if (message->Label != InvocationLabel.IrqControlGet)
        {
            return ArchCapabilities.InvokeIrqControl(message, slot);
        }

        if (message->Length < InvocationShapes.IrqControlGetWords || message->ExtraCap0 == null)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        ulong irq = Message.Word(message, 0);
        Outcome outcome = ArchCapabilities.CheckIrq(message, irq);
        if (outcome != Outcome.Success)
        {
            return outcome;
        }

        outcome = DecodeDestination(message, irq, Message.Word(message, 1), Message.Word(message, 2), out Slot* destination);
        if (outcome == Outcome.Success)
        {
            Issue(irq, slot, destination);
        }

        return outcome;
    }

    /// <summary>Checks that an interrupt has no handler yet, and finds the slot for one.</summary>
    public static Outcome DecodeDestination(
        Message* message, ulong irq, ulong index, ulong depth, out Slot* destination)
    {
        destination = null;
        if (IsActive(irq))
        {
            return (Outcome)Error.RevokeFirst;
        }

        Error error = CSpace.LookupSlotAtDepth(
            Slot.Load(message->ExtraCap0), index, depth, isSource: false, message, out destination);
        return (Outcome)(error == Error.NoError ? DerivationTree.EnsureEmptySlot(destination) : error);
    }

    /// <summary>Whether an interrupt has a handler or is the kernel's own.</summary>
    public static bool IsActive(ulong irq) => Machine.State->InterruptUses[irq] != (byte)InterruptUse.Inactive;

    /// <summary>Makes the handler of an interrupt that is not active, as a child of the control capability.</summary>
    public static void Issue(ulong irq, Slot* control, Slot* destination)
    {
        Machine.State->InterruptUses[irq] = (byte)InterruptUse.Handler;
        DerivationTree.Insert(IrqHandlerCapability.Create(irq).Value, control, destination);
    }

    /// <summary>Decodes and performs an invocation of the handler of one interrupt.</summary>
    public static Outcome InvokeHandler(Message* message, Slot* slot, Capability capability)
    {
        capability.TryAsIrqHandler(out IrqHandlerCapability handler);
        Slot* notificationSlot = Machine.State->InterruptSlots + handler.Irq;
        switch (message->Label)
        {
            case InvocationLabel.IrqHandlerAck:
                Machine.SetInterruptMask(handler.Irq, false);
                return Outcome.Success;
            case InvocationLabel.IrqHandlerSetNotification:
                return SetNotification(message, notificationSlot);
            case InvocationLabel.IrqHandlerClear:
                return Deletion.DeleteOne(notificationSlot);
            default:
                return (Outcome)Error.IllegalOperation;
        }
    }

    /// <summary>Ends the use of an interrupt whose handler is deleted for good.</summary>
    public static Outcome Destroy(ulong irq)
    {
        ArchCapabilities.ReleaseInterrupt(irq);
        if (Deletion.DeleteOne(Machine.State->InterruptSlots + irq) == Outcome.Preempted)
        {
            return Outcome.Preempted;
        }

        Machine.State->InterruptUses[irq] = (byte)InterruptUse.Inactive;
        return Outcome.Success;
    }

    private static Outcome SetNotification(Message* message, Slot* notificationSlot)
    {
        Slot* given = message->ExtraCap0;
        if (given == null)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        Capability capability = Slot.Load(given);
        if (!capability.TryAsNotification(out NotificationCapability notification) || !notification.CanSend)
        {
            return Message.InvalidCapability(message, 0);
        }

        if (Deletion.DeleteOne(notificationSlot) == Outcome.Preempted)
        {
            return Outcome.Preempted;
        }

        DerivationTree.Insert(capability, given, notificationSlot);
        return Outcome.Success;
    }
}
