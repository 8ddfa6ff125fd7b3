// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;

namespace Caprock.Kernel.Objects;

/// <summary>Invocations of CNode. All name a slot first: message words 0 (index) and 1 (depth), from the invoked CNode on.</summary>
public static unsafe class CNodeInvocations
{
    /// <summary>Decodes and performs an invocation.</summary>
    public static Outcome Invoke(Message* message, Slot* slot, Capability capability)
    {
        InvocationLabel label = message->Label;
        if (label is < InvocationLabel.CNodeRevoke or > InvocationLabel.CNodeRotate)
        {
            return (Outcome)Error.IllegalOperation;
        }

        if (message->Length < InvocationShapes.CNodeDeleteWords)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        Error error = CSpace.LookupSlotAtDepth(
            capability, Message.Word(message, 0), Message.Word(message, 1), isSource: false, message, out Slot* target);
        if (error != Error.NoError)
        {
            return (Outcome)error;
        }

        return label switch
        {
            InvocationLabel.CNodeRevoke => Deletion.Revoke(target),
            InvocationLabel.CNodeDelete => Deletion.Delete(target),
            InvocationLabel.CNodeCancelBadgedSends => CancelBadgedSends(target),
            InvocationLabel.CNodeRotate => Rotate(message, target),
            _ => Insert(message, target),
        };
    }

    /// <summary>Needs every right to the endpoint; cancels nothing for a capability without a badge.</summary>
    private static Outcome CancelBadgedSends(Slot* target)
    {
        if (!Slot.Load(target).TryAsEndpoint(out EndpointCapability endpoint)
            || !(endpoint.CanSend && endpoint.CanReceive && endpoint.CanGrant && endpoint.CanGrantReply))
        {
            return (Outcome)Error.IllegalOperation;
        }

        return endpoint.Badge == 0 ? Outcome.Success : EndpointQueue.CancelBadged(endpoint.Object, endpoint.Badge);
    }

    private static Outcome Insert(Message* message, Slot* target)
    {
        InsertInvocation invocation;
        Outcome outcome = InsertInvocation.Decode(message, target, &invocation);
        if (outcome == Outcome.Success)
        {
            InsertInvocation.Perform(&invocation);
        }

        return outcome;
    }

    private static Outcome Rotate(Message* message, Slot* target)
    {
        RotateInvocation invocation;
        Outcome outcome = RotateInvocation.Decode(message, target, &invocation);
        if (outcome == Outcome.Success)
        {
            RotateInvocation.Perform(&invocation);
        }

        return outcome;
    }
}
