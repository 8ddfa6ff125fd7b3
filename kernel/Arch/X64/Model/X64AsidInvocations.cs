// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Bounds;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Memory;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Invocations of the authority over address-space identifiers, and of their pools.</summary>
public static unsafe class X64AsidInvocations
{
    /// <summary>Decodes and performs an invocation of ASIDControl.</summary>
    public static Outcome InvokeControl(Message* message)
    {
        if (message->Label != InvocationLabel.AsidControlMakePool)
        {
            return (Outcome)Error.IllegalOperation;
        }

        if (message->Length < InvocationShapes.AsidControlMakePoolWords || message->ExtraCap1 == null)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        int asidBase = X64Asids.FindFreeBase();
        if (asidBase < 0)
        {
            return (Outcome)Error.DeleteFirst;
        }

        Slot* source = message->ExtraCap0;
        if (!Slot.Load(source).TryAsUntyped(out UntypedCapability memory)
            || memory.IsDevice
            || memory.SizeBits != ObjectSizes.AsidPoolBits)
        {
            return Message.InvalidCapability(message, 1);
        }

        if (DerivationTree.HasChildren(source, memory))
        {
            return (Outcome)Error.RevokeFirst;
        }

        Outcome outcome = X64Destination.Decode(
            message, message->ExtraCap1, Message.Word(message, 0), Message.Word(message, 1), out Slot* destination);
        if (outcome == Outcome.Success)
        {
            MakePool((ulong)asidBase, source, memory, destination);
        }

        return outcome;
    }

    /// <summary>Decodes and performs an invocation of a pool.</summary>
    public static Outcome InvokePool(Message* message, Capability capability)
    {
        if (message->Label != InvocationLabel.AsidPoolAssign)
        {
            return (Outcome)Error.IllegalOperation;
        }

        Slot* rootSlot = message->ExtraCap0;
        if (rootSlot == null)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        if (!Slot.Load(rootSlot).TryAsPml4(out Pml4Capability root) || root.IsMapped)
        {
            return Message.InvalidCapability(message, 1);
        }

        capability.TryAsAsidPool(out AsidPoolCapability pool);
        ulong* entries = (ulong*)pool.ObjectAddress;
        int asid = X64Asids.FindFree(pool.AsidBase, entries);
        if (asid < 0)
        {
            return (Outcome)Error.DeleteFirst;
        }

        X64Asids.Assign((ulong)asid, entries, root.ObjectAddress);
        Slot.Store(rootSlot, root.WithIsMapped(true).WithAsid((ulong)asid).Value);
        return Outcome.Success;
    }

    [RepeatBound(X64Asids.PoolEntries)]
    private static void MakePool(ulong asidBase, Slot* source, UntypedCapability memory, Slot* destination)
    {
        ulong pool = memory.ObjectAddress;
        Machine.Zero((ulong*)pool, X64Asids.PoolEntries);
        Slot.Store(source, memory.WithNothingLeft().Value);
        DerivationTree.InsertNew(AsidPoolCapability.Create(pool, asidBase).Value, source, destination);
        X64Asids.AddPool(asidBase, pool);
    }
}
