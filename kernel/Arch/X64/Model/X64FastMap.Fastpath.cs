// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.Contract;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Page_Map of a frame of 4 KiB that can be mapped: for the first time, or again with other rights. Alias: ArchFastpath.</summary>
/// <remarks>What it does is what X64FrameMapInvocation and the answer come to then. The current thread goes on, so the clock is not
/// read.</remarks>
public unsafe struct X64FastMap : IArchFastpath
{
    public static InvocationLabel Label => InvocationLabel.PageMap;

    public static bool TryCall(Tcb* thread, Slot* slot, MessageInfo info)
    {
        var node = new Capability(thread->CSpaceRoot.Word0, thread->CSpaceRoot.Word1);
        if (info.Length < InvocationShapes.PageMapWords
            || !Slot.Load(slot).TryAsFrame(out FrameCapability frame)
            || frame.SizeClass != FrameSizeClass.Small)
        {
            return false;
        }

        ulong* buffer = X64AddressSpaces.LookupIpcBuffer(thread, false);
        if (buffer == null
            || !CSpace.TryFindFlat(node, buffer[IpcBufferLayout.CapsOrBadgesWord], out Slot* spaceSlot)
            || !Slot.Load(spaceSlot).TryAsPml4(out Pml4Capability space)
            || !space.IsMapped
            || (X64Paging.SpaceOf((ulong*)space.ObjectAddress) & X64Tlb.AsidMask) != space.Asid)
        {
            return false;
        }

        ulong place = ThreadContext.GetMessageRegister(thread, 0);
        if (!MayMap(frame, space.Asid, place))
        {
            return false;
        }

        ulong* entry = X64Paging.Find((ulong*)space.ObjectAddress, place, ObjectSizes.PageBits, out _);
        return entry != null && TryMap(thread, slot, frame.WithMappedAsid(space.Asid).WithMappedAddress(place), entry);
    }

    /// <summary>Whether a frame may be mapped at an address of an address space.</summary>
    private static bool MayMap(FrameCapability frame, ulong asid, ulong place) => frame.MapType == FrameMapType.None
        ? place < Limits.UserTop && (place & X64Paging.PageMask) == 0
        : frame.MapType == FrameMapType.VSpace && frame.MappedAsid == asid && frame.MappedAddress == place;

    /// <summary>Writes the entry, the capability and the answer, unless another frame is mapped there.</summary>
    private static bool TryMap(Tcb* thread, Slot* slot, FrameCapability frame, ulong* entry)
    {
        ulong physical = Machine.ToPhysical((void*)frame.ObjectAddress);
        ulong present = *entry;
        bool wasPresent = (present & X64PageEntry.Present) != 0;
        if (wasPresent && (frame.MapType == FrameMapType.None || !X64PageEntry.IsFrame(present, FrameSizeClass.Small, physical)))
        {
            return false;
        }

        VmRights rights = X64Frames.Mask(frame.Rights, new CapRights(ThreadContext.GetMessageRegister(thread, 1)));
        *entry = X64PageEntry.ForFrame(FrameSizeClass.Small, physical, rights, ThreadContext.GetMessageRegister(thread, 2));
        Slot.Store(slot, frame.WithMapType(FrameMapType.VSpace).Value);
        if (wasPresent)
        {
            X64Tlb.InvalidatePage(frame.MappedAsid, frame.MappedAddress);
        }

        ThreadContext.SetBadgeRegister(thread, 0);
        ThreadContext.SetMessageInfoRegister(thread, 0);
        return true;
    }
}
