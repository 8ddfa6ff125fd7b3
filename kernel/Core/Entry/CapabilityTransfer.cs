// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Bounds;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Entry;

/// <summary>Copies the capabilities of a message into the receiver's capability space.</summary>
public static unsafe class CapabilityTransfer
{
    /// <summary>Transfers capabilities in order until one cannot be; returns how many were.</summary>
    /// <remarks>One that names the endpoint the message goes through is unwrapped: the receiver gets its badge and a bit in
    /// unwrapped. Of the others one can be received, into the slot that the receiver's buffer names.</remarks>
    [LoopBound(Limits.MessageMaximumExtraCaps)]
    public static ulong Transfer(
        Tcb* sender, ulong* from, ulong count, Endpoint* endpoint, Tcb* receiver, ulong* to, ulong* unwrapped)
    {
        Capability root = Slot.Load(&sender->CSpaceRoot);
        LookupFailure failure;
        bool hasReceived = false;
        for (ulong i = 0; i < count; i++)
        {
            if (CSpace.LookupSlot(root, from[IpcBufferLayout.CapsOrBadgesWord + i], out Slot* source, &failure) != Error.NoError)
            {
                return i;
            }

            Capability capability = Slot.Load(source);
            if (endpoint != null && capability.TryAsEndpoint(out EndpointCapability wrapped) && wrapped.Object == endpoint)
            {
                to[IpcBufferLayout.CapsOrBadgesWord + i] = wrapped.Badge;
                *unwrapped |= 1ul << (int)(i & 63);
                continue;
            }

            if (hasReceived || !TryReceive(source, capability, receiver, to))
            {
                return i;
            }

            hasReceived = true;
        }

        return count;
    }

    // Bound: once for each message (MessageTransfer.Transfer).
    [CallLimit(3)]
    private static bool TryReceive(Slot* source, Capability capability, Tcb* receiver, ulong* buffer)
    {
        Message scratch;
        LookupFailure failure;
        Capability space = Slot.Load(&receiver->CSpaceRoot);
        if (CSpace.LookupSlot(space, buffer[IpcBufferLayout.ReceiveCNodeWord], out Slot* root, &failure) != Error.NoError
            || CSpace.LookupSlotAtDepth(
                Slot.Load(root),
                buffer[IpcBufferLayout.ReceiveIndexWord],
                buffer[IpcBufferLayout.ReceiveDepthWord],
                isSource: false,
                &scratch,
                out Slot* destination) != Error.NoError
            || !Slot.IsEmpty(destination)
            || CapabilityRules.Derive(source, capability, out Capability derived) != Error.NoError
            || derived.IsNull)
        {
            return false;
        }

        DerivationTree.Insert(derived, source, destination);
        return true;
    }
}
