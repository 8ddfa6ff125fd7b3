// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;

namespace Caprock.Kernel.Objects;

/// <summary>CNode_Rotate: moves the pivot's capability to the destination and the source's to the pivot, in one step.</summary>
/// <remarks>The destination may be the source, which makes it an exchange.</remarks>
public unsafe struct RotateInvocation
{
    private Slot* destination;
    private Slot* pivot;
    private Slot* source;
    private Capability toDestination;
    private Capability toPivot;

    /// <summary>Checks the arguments: index, depth and new data of the destination, the same of the pivot, index and depth of the
    /// source.</summary>
    public static Outcome Decode(Message* message, Slot* destination, RotateInvocation* invocation)
    {
        if (message->Length < InvocationShapes.CNodeRotateWords
            || message->ExtraCap0 == null
            || message->ExtraCap1 == null)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        Error error = CSpace.LookupSlotAtDepth(
            Slot.Load(message->ExtraCap1),
            Message.Word(message, 6), Message.Word(message, 7), isSource: true, message, out Slot* source);
        if (error != Error.NoError)
        {
            return (Outcome)error;
        }

        error = CSpace.LookupSlotAtDepth(
            Slot.Load(message->ExtraCap0),
            Message.Word(message, 3), Message.Word(message, 4), isSource: true, message, out Slot* pivot);
        if (error != Error.NoError)
        {
            return (Outcome)error;
        }

        invocation->destination = destination;
        invocation->pivot = pivot;
        invocation->source = source;
        return CheckSlots(message, invocation);
    }

    /// <summary>Moves both.</summary>
    public static void Perform(RotateInvocation* invocation)
    {
        if (invocation->source == invocation->destination)
        {
            DerivationTree.Swap(
                invocation->toPivot, invocation->source, invocation->toDestination, invocation->pivot);
            return;
        }

        DerivationTree.Move(invocation->toDestination, invocation->pivot, invocation->destination);
        DerivationTree.Move(invocation->toPivot, invocation->source, invocation->pivot);
    }

    private static Outcome CheckSlots(Message* message, RotateInvocation* invocation)
    {
        Slot* pivot = invocation->pivot;
        Slot* source = invocation->source;
        Slot* destination = invocation->destination;
        if (pivot == source || pivot == destination)
        {
            return (Outcome)Error.IllegalOperation;
        }

        if (source != destination && !Slot.IsEmpty(destination))
        {
            return (Outcome)Error.DeleteFirst;
        }

        if (Slot.IsEmpty(source))
        {
            return CSpace.MissingCapability(message, isSource: true, Message.Word(message, 7));
        }

        if (Slot.IsEmpty(pivot))
        {
            return CSpace.MissingCapability(message, isSource: false, Message.Word(message, 4));
        }

        invocation->toDestination = CapabilityRules.UpdateData(true, Message.Word(message, 2), Slot.Load(pivot));
        invocation->toPivot = CapabilityRules.UpdateData(true, Message.Word(message, 5), Slot.Load(source));
        return invocation->toDestination.IsNull || invocation->toPivot.IsNull
            ? (Outcome)Error.IllegalOperation
            : Outcome.Success;
    }
}
