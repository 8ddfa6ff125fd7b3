// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Bounds;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Capabilities;

/// <summary>Translates capability addresses to slots through guarded tables of CNodes.</summary>
public static unsafe class CSpace
{
    /// <summary>Finds the slot that a system call names with a full word.</summary>
    /// <remarks>Translation ends early at a slot that holds no CNode; the address bits behind it are not looked at.</remarks>
    public static Error LookupSlot(Capability root, ulong address, out Slot* slot, LookupFailure* failure) =>
        Resolve(root, address, Limits.WordBits, out slot, failure) < 0 ? Error.FailedLookup : Error.NoError;

    /// <summary>Finds the slot that a system call of a thread names; null, with the reason in the thread, when there is none.</summary>
    public static Slot* Find(Tcb* thread, ulong address)
    {
        var root = new Capability(thread->CSpaceRoot.Word0, thread->CSpaceRoot.Word1);
        return TryFindFlat(root, address, out Slot* slot) ? slot : FindDeep(thread, root, address);
    }

    /// <summary>Finds a slot in the usual capability space: one CNode, whose guard fills what its radix leaves.</summary>
    /// <remarks>A guard has no more bits than its size says, so the product is the first address that passes it.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryFindFlat(Capability root, ulong address, out Slot* slot)
    {
        slot = null;
        if (!root.TryAsCNode(out CNodeCapability node) || node.GuardSize + node.Radix != Limits.WordBits)
        {
            return false;
        }

        ulong index = address - (node.Guard * node.SlotCount);
        if (index >= node.SlotCount)
        {
            return false;
        }

        slot = node.Slots + index;
        return true;
    }

    /// <summary>Finds the slot at exactly <paramref name="depthBits"/> bits, as the invocations that handle slots name it.</summary>
    /// <remarks>A refusal's details are in the message: RangeError for the depth, FailedLookup for everything else.</remarks>
    public static Error LookupSlotAtDepth(
        Capability root, ulong address, ulong depthBits, bool isSource, Message* message, out Slot* slot)
    {
        slot = null;
        LookupFailure* failure = &message->Detail.Lookup;
        message->Detail.WasSource = isSource;
        if (root.Type != CapabilityType.CNode)
        {
            Fail(failure, LookupFailureType.InvalidRoot, 0, 0, 0);
            return Error.FailedLookup;
        }

        if (depthBits is < 1 or > Limits.WordBits)
        {
            return (Error)Message.RangeError(message, 1, Limits.WordBits);
        }

        int bitsLeft = Resolve(root, address, (int)depthBits, out slot, failure);
        if (bitsLeft > 0)
        {
            Fail(failure, LookupFailureType.DepthMismatch, bitsLeft, 0, 0);
        }

        return bitsLeft == 0 ? Error.NoError : Error.FailedLookup;
    }

    /// <summary>Refuses because a slot that was found holds no capability of the kind that is needed.</summary>
    public static Outcome MissingCapability(Message* message, bool isSource, ulong bitsLeft)
    {
        message->Detail.WasSource = isSource;
        Fail(&message->Detail.Lookup, LookupFailureType.MissingCapability, (int)bitsLeft, 0, 0);
        return (Outcome)Error.FailedLookup;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Slot* FindDeep(Tcb* thread, Capability root, ulong address) =>
        LookupSlot(root, address, out Slot* slot, &thread->LookupFailure) == Error.NoError ? slot : null;

    /// <summary>Walks the CNodes; returns the number of bits left over, or -1 with the reason in <paramref name="failure"/>.</summary>
    /// <remarks>Bound: every CNode translates at least one of at most 64 bits, because its radix is never zero.</remarks>
    [LoopBound(Limits.WordBits)]
    private static int Resolve(Capability node, ulong address, int bitsLeft, out Slot* slot, LookupFailure* failure)
    {
        slot = null;
        if (!node.TryAsCNode(out CNodeCapability table))
        {
            return Fail(failure, LookupFailureType.InvalidRoot, 0, 0, 0);
        }

        while (true)
        {
            int guardSize = (int)table.GuardSize;
            int radix = (int)table.Radix;
            ulong guard = (address >> ((bitsLeft - guardSize) & 63)) & LowBits(guardSize);
            if (guardSize > bitsLeft || guard != table.Guard)
            {
                slot = null;
                return Fail(failure, LookupFailureType.GuardMismatch, bitsLeft, guardSize, table.Guard);
            }

            if (guardSize + radix > bitsLeft)
            {
                slot = null;
                return Fail(failure, LookupFailureType.DepthMismatch, bitsLeft, guardSize + radix, 0);
            }

            bitsLeft -= guardSize + radix;
            slot = table.Slots + ((address >> (bitsLeft & 63)) & LowBits(radix));
            if (bitsLeft == 0 || !Slot.Load(slot).TryAsCNode(out table))
            {
                return bitsLeft;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong LowBits(int count) => (1UL << (count & 63)) - 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Fail(LookupFailure* failure, LookupFailureType type, int bitsLeft, int bitsFound, ulong guardFound)
    {
        failure->Type = type;
        failure->BitsLeft = (ulong)bitsLeft;
        failure->BitsFound = (ulong)bitsFound;
        failure->GuardFound = guardFound;
        return -1;
    }
}
