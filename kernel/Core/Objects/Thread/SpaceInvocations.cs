// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Objects;

/// <summary>Invocations that set the capabilities in a thread: roots, IPC buffer, handlers.</summary>
public static unsafe class SpaceInvocations
{
    /// <summary>Sets both roots and the IPC buffer.</summary>
    public static Outcome Configure(Message* message, Tcb* thread)
    {
        if (message->Length < InvocationShapes.TcbConfigureWords || message->ExtraCap2 == null)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        ulong address = Message.Word(message, 2);
        SpaceInvocation space;
        Outcome outcome = DecodeBuffer(message->ExtraCap2, thread, address, out Capability frame);
        if (outcome == Outcome.Success)
        {
            outcome = DecodeSpace(message, message->ExtraCap0, message->ExtraCap1, thread, &space);
        }

        if (outcome == Outcome.Success)
        {
            outcome = PerformSpace(thread, &space);
        }

        return outcome == Outcome.Success ? PerformBuffer(thread, address, frame, message->ExtraCap2) : outcome;
    }

    /// <summary>Sets the fault handler and both roots.</summary>
    public static Outcome SetSpace(Message* message, Tcb* thread)
    {
        if (message->Length < InvocationShapes.TcbSetSpaceWords || message->ExtraCap2 == null)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        SpaceInvocation space;
        Outcome outcome = DecodeHandler(message, message->ExtraCap0, 1);
        if (outcome == Outcome.Success)
        {
            outcome = DecodeSpace(message, message->ExtraCap1, message->ExtraCap2, thread, &space);
        }

        if (outcome == Outcome.Success)
        {
            outcome = Install(&thread->FaultHandler, Slot.Load(message->ExtraCap0), message->ExtraCap0);
        }

        return outcome == Outcome.Success ? PerformSpace(thread, &space) : outcome;
    }

    /// <summary>Sets the IPC buffer; an address of zero removes it.</summary>
    public static Outcome SetIpcBuffer(Message* message, Tcb* thread)
    {
        if (message->Length < InvocationShapes.TcbSetIpcBufferWords || message->ExtraCap0 == null)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        ulong address = Message.Word(message, 0);
        Outcome outcome = DecodeBuffer(message->ExtraCap0, thread, address, out Capability frame);
        return outcome == Outcome.Success ? PerformBuffer(thread, address, frame, message->ExtraCap0) : outcome;
    }

    /// <summary>Sets the handler of timeouts; a null capability removes it.</summary>
    public static Outcome SetTimeoutEndpoint(Message* message, Tcb* thread)
    {
        if (message->ExtraCap0 == null)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        Outcome outcome = DecodeHandler(message, message->ExtraCap0, 1);
        return outcome == Outcome.Success
            ? Install(&thread->TimeoutHandler, Slot.Load(message->ExtraCap0), message->ExtraCap0)
            : outcome;
    }

    /// <summary>Checks a fault handler: nothing, or an endpoint that can be called.</summary>
    public static Outcome DecodeHandler(Message* message, Slot* slot, ulong number)
    {
        Capability capability = Slot.Load(slot);
        return capability.IsNull || Faults.IsEndpointForCalls(capability)
            ? Outcome.Success
            : Message.InvalidCapability(message, number);
    }

    /// <summary>Replaces the capability in a slot of a thread by a copy of another.</summary>
    /// <remarks>Preempted while the threads that wait at the old one's endpoint are released, if it was the last to name that: the
    /// slot keeps it, and the invocation, executed again, goes on there.</remarks>
    public static Outcome Install(Slot* slot, Capability capability, Slot* source)
    {
        if (slot == source)
        {
            return Outcome.Success;
        }

        Outcome outcome = Deletion.Delete(slot);
        if (outcome == Outcome.Success && !capability.IsNull)
        {
            DerivationTree.Insert(capability, source, slot);
        }

        return outcome;
    }

    /// <summary>Checks the two roots; the first two message words are the data to apply to them.</summary>
    private static Outcome DecodeSpace(Message* message, Slot* cspace, Slot* vspace, Tcb* thread, SpaceInvocation* space)
    {
        if (IsLongToDelete(&thread->CSpaceRoot) || IsLongToDelete(&thread->VSpaceRoot))
        {
            return (Outcome)Error.IllegalOperation;
        }

        Error error = DecodeRoot(cspace, Message.Word(message, 0), out space->CSpace);
        if (error != Error.NoError)
        {
            return (Outcome)error;
        }

        if (space->CSpace.Type != CapabilityType.CNode)
        {
            return (Outcome)Error.IllegalOperation;
        }

        error = DecodeRoot(vspace, Message.Word(message, 1), out space->VSpace);
        if (error != Error.NoError)
        {
            return (Outcome)error;
        }

        space->CSpaceSource = cspace;
        space->VSpaceSource = vspace;
        return AddressSpaces.IsValidRoot(space->VSpace) ? Outcome.Success : (Outcome)Error.IllegalOperation;
    }

    private static Error DecodeRoot(Slot* slot, ulong data, out Capability root)
    {
        Capability capability = Slot.Load(slot);
        if (data != 0)
        {
            capability = CapabilityRules.UpdateData(false, data, capability);
        }

        return CapabilityRules.Derive(slot, capability, out root);
    }

    private static Outcome PerformSpace(Tcb* thread, SpaceInvocation* space)
    {
        Outcome outcome = Install(&thread->CSpaceRoot, space->CSpace, space->CSpaceSource);
        if (outcome == Outcome.Success)
        {
            outcome = Install(&thread->VSpaceRoot, space->VSpace, space->VSpaceSource);
        }

        if (thread == Machine.State->CurrentThread)
        {
            Scheduler.RescheduleRequired();
        }

        return outcome;
    }

    private static Outcome DecodeBuffer(Slot* slot, Tcb* thread, ulong address, out Capability frame)
    {
        frame = Capability.Null;
        if (address == 0)
        {
            return Outcome.Success;
        }

        Error error = CapabilityRules.Derive(slot, Slot.Load(slot), out frame);
        return (Outcome)(error != Error.NoError ? error : AddressSpaces.CheckIpcBuffer(address, frame));
    }

    private static Outcome PerformBuffer(Tcb* thread, ulong address, Capability frame, Slot* source)
    {
        Outcome outcome = Install(&thread->IpcBufferFrame, frame, source);
        if (outcome == Outcome.Success)
        {
            thread->IpcBufferAddress = address;
        }

        return outcome;
    }

    /// <summary>Whether emptying a slot would destroy an object full of capabilities.</summary>
    private static bool IsLongToDelete(Slot* slot)
    {
        CapabilityType type = Slot.Load(slot).Type;
        return type == CapabilityType.Zombie || (type == CapabilityType.CNode && DerivationTree.IsFinal(slot));
    }
}
