// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Page_Map: maps a frame, or gives an existing mapping other rights and attributes.</summary>
public unsafe struct X64FrameMapInvocation
{
    private const int AddressWord = 0;
    private const int RightsWord = 1;
    private const int AttributesWord = 2;

    private Slot* slot;
    private FrameCapability frame;
    private ulong* entry;
    private ulong value;

    /// <summary>Checks the arguments: address, rights, attributes; address space.</summary>
    public static Outcome Decode(Message* message, Slot* slot, FrameCapability frame, X64FrameMapInvocation* invocation)
    {
        if (message->Length < InvocationShapes.PageMapWords || message->ExtraCap0 == null)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        Outcome outcome = X64AddressSpaces.Decode(message, out ulong asid, out ulong* root);
        if (outcome == Outcome.Success)
        {
            outcome = CheckAddress(message, frame, asid);
        }

        if (outcome != Outcome.Success)
        {
            return outcome;
        }

        ulong address = Message.Word(message, AddressWord);
        ulong physical = Machine.ToPhysical((void*)frame.ObjectAddress);
        VmRights rights = X64Frames.Mask(frame.Rights, new CapRights(Message.Word(message, RightsWord)));
        invocation->slot = slot;
        invocation->value = X64PageEntry.ForFrame(frame.SizeClass, physical, rights, Message.Word(message, AttributesWord));
        invocation->entry = X64Paging.Find(root, address, X64Frames.SizeBits(frame.SizeClass), out int missingShift);
        if (invocation->entry == null)
        {
            return CSpace.MissingCapability(message, isSource: false, (ulong)missingShift);
        }

        ulong present = *invocation->entry;
        bool isSameMapping = frame.MapType == FrameMapType.VSpace
            && X64PageEntry.IsFrame(present, frame.SizeClass, physical);
        if ((present & X64PageEntry.Present) != 0 && !isSameMapping)
        {
            return (Outcome)Error.DeleteFirst;
        }

        invocation->frame = frame.WithMapType(FrameMapType.VSpace).WithMappedAsid(asid).WithMappedAddress(address);
        return Outcome.Success;
    }

    /// <summary>Writes the entry and notes the mapping in the capability.</summary>
    public static void Perform(X64FrameMapInvocation* invocation)
    {
        bool wasPresent = (*invocation->entry & X64PageEntry.Present) != 0;
        *invocation->entry = invocation->value;
        Slot.Store(invocation->slot, invocation->frame.Value);
        if (wasPresent)
        {
            X64Tlb.InvalidatePage(invocation->frame.MappedAsid, invocation->frame.MappedAddress);
        }
    }

    /// <summary>Checks that the frame may be mapped at the address: a mapped one only where it is mapped already.</summary>
    private static Outcome CheckAddress(Message* message, FrameCapability frame, ulong asid)
    {
        ulong address = Message.Word(message, AddressWord);
        ulong size = 1UL << X64Frames.SizeBits(frame.SizeClass);
        switch (frame.MapType)
        {
            case FrameMapType.None:
                if (address >= Limits.UserTop || size > Limits.UserTop - address)
                {
                    return Message.InvalidArgument(message, AddressWord);
                }

                break;
            case FrameMapType.VSpace:
                if (frame.MappedAsid != asid)
                {
                    return Message.InvalidCapability(message, 1);
                }

                if (frame.MappedAddress != address)
                {
                    return Message.InvalidArgument(message, AddressWord);
                }

                break;
            default:
                return (Outcome)Error.IllegalOperation;
        }

        return (address & (size - 1)) == 0 ? Outcome.Success : (Outcome)Error.AlignmentError;
    }
}
