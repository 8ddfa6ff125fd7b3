// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;

namespace Caprock.Kernel.Arch.X64;

/// <summary>PageTable_Map and the same for the levels above: puts an empty table into an address space.</summary>
public unsafe struct X64TableMapInvocation
{
    private const int AddressWord = 0;
    private const int AttributesWord = 1;

    private Slot* slot;
    private Capability mapped;
    private ulong* entry;
    private ulong value;

    /// <summary>Checks the arguments: address, attributes; address space.</summary>
    public static Outcome Decode(Message* message, Slot* slot, Capability capability, X64TableMapInvocation* invocation)
    {
        if (message->Length < InvocationShapes.PageTableMapWords || message->ExtraCap0 == null)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        PageTableCapability table = X64Tables.View(capability);
        if (table.IsMapped)
        {
            return Message.InvalidCapability(message, 0);
        }

        Outcome outcome = X64AddressSpaces.Decode(message, out ulong asid, out ulong* root);
        if (outcome != Outcome.Success)
        {
            return outcome;
        }

        ulong address = Message.Word(message, AddressWord);
        if (address >= Limits.UserTop)
        {
            return Message.InvalidArgument(message, AddressWord);
        }

        int shift = X64Tables.EntryShift(capability.Type);
        invocation->slot = slot;
        invocation->entry = X64Paging.Find(root, address, shift, out int missingShift);
        if (invocation->entry == null)
        {
            return CSpace.MissingCapability(message, isSource: false, (ulong)missingShift);
        }

        if ((*invocation->entry & X64PageEntry.Present) != 0)
        {
            return (Outcome)Error.DeleteFirst;
        }

        ulong physical = Machine.ToPhysical((void*)table.ObjectAddress);
        invocation->value = X64PageEntry.ForTable(physical, Message.Word(message, AttributesWord));
        address &= ~((1UL << shift) - 1);
        invocation->mapped = X64Tables.Retag(
            table.WithIsMapped(true).WithMappedAsid(asid).WithMappedAddress(address).Value, capability.Type);
        return Outcome.Success;
    }

    /// <summary>Writes the entry and notes the place in the capability.</summary>
    /// <remarks>Nothing has to be invalidated: the processor remembers no absent entries. Source: Intel SDM 3A, 4.10.2.3, 4.10.3.</remarks>
    public static void Perform(X64TableMapInvocation* invocation)
    {
        *invocation->entry = invocation->value;
        Slot.Store(invocation->slot, invocation->mapped);
    }
}
