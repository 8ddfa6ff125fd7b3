// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;

namespace Caprock.Kernel.Objects;

/// <summary>CNode_Copy, Mint, Move and Mutate: put one capability, derived or moved, in an empty slot.</summary>
public unsafe struct InsertInvocation
{
    private Slot* source;
    private Slot* destination;
    private Capability capability;
    private bool isMove;

    /// <summary>Checks the arguments: index and depth of destination and source, then rights and data as the label has them.</summary>
    public static Outcome Decode(Message* message, Slot* destination, InsertInvocation* invocation)
    {
        if (message->Length < WordsOf(message->Label) || message->ExtraCap0 == null)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        Error error = DerivationTree.EnsureEmptySlot(destination);
        if (error != Error.NoError)
        {
            return (Outcome)error;
        }

        ulong depth = Message.Word(message, 3);
        error = CSpace.LookupSlotAtDepth(
            Slot.Load(message->ExtraCap0), Message.Word(message, 2), depth, isSource: true, message, out Slot* source);
        if (error != Error.NoError)
        {
            return (Outcome)error;
        }

        if (Slot.IsEmpty(source))
        {
            return CSpace.MissingCapability(message, isSource: true, depth);
        }

        error = MakeCapability(message, source, out Capability capability);
        invocation->source = source;
        invocation->destination = destination;
        invocation->capability = new Capability(capability.Word0, capability.Word1);
        invocation->isMove = message->Label is InvocationLabel.CNodeMove or InvocationLabel.CNodeMutate;
        return (Outcome)error;
    }

    /// <summary>Puts the capability in its place.</summary>
    public static void Perform(InsertInvocation* invocation)
    {
        if (invocation->isMove)
        {
            DerivationTree.Move(invocation->capability, invocation->source, invocation->destination);
        }
        else
        {
            DerivationTree.Insert(invocation->capability, invocation->source, invocation->destination);
        }
    }

    private static ulong WordsOf(InvocationLabel label) => label switch
    {
        InvocationLabel.CNodeCopy => InvocationShapes.CNodeCopyWords,
        InvocationLabel.CNodeMint => InvocationShapes.CNodeMintWords,
        InvocationLabel.CNodeMutate => InvocationShapes.CNodeMutateWords,
        _ => InvocationShapes.CNodeMoveWords,
    };

    /// <summary>The capability that the destination gets; IllegalOperation when it would be none.</summary>
    private static Error MakeCapability(Message* message, Slot* source, out Capability capability)
    {
        Error error = Error.NoError;
        capability = Slot.Load(source);
        switch (message->Label)
        {
            case InvocationLabel.CNodeCopy:
                capability = CapabilityRules.MaskRights(capability, new CapRights(Message.Word(message, 4)));
                error = CapabilityRules.Derive(source, capability, out capability);
                break;
            case InvocationLabel.CNodeMint:
                capability = CapabilityRules.MaskRights(capability, new CapRights(Message.Word(message, 4)));
                capability = CapabilityRules.UpdateData(preserve: false, Message.Word(message, 5), capability);
                error = CapabilityRules.Derive(source, capability, out capability);
                break;
            case InvocationLabel.CNodeMutate:
                capability = CapabilityRules.UpdateData(preserve: true, Message.Word(message, 4), capability);
                break;
        }

        return error == Error.NoError && capability.IsNull ? Error.IllegalOperation : error;
    }
}
