// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Arch.Contract;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Address spaces of threads. Alias: AddressSpaces.</summary>
public unsafe struct X64AddressSpaces : IAddressSpaces
{
    /// <summary>What tells a small frame of memory that may be read and written from other capabilities.</summary>
    private static ulong UsualKind
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => FrameCapability.Create(0, FrameSizeClass.Small, VmRights.ReadWrite, false, FrameMapType.None, 0, 0).Value.Word0;
    }

    /// <summary>The bits that tell it.</summary>
    private static ulong KindMask
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Capability.TypeMask
            | FrameCapability.Create(0, (FrameSizeClass)3, (VmRights)3, true, FrameMapType.None, 0, 0).Value.Word0;
    }

    /// <remarks>A root that has lost its identifier counts as none: its thread faults at the first instruction.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SwitchTo(Tcb* thread)
    {
        X64State* state = &Machine.State->Arch;
        ulong root = RootOf(state, thread);
        if (root != state->CurrentRoot)
        {
            X64Tlb.Load(state, root);
        }
    }

    /// <summary>Root of a thread's address space with its identifier; the kernel's own when the thread has none that is valid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong RootOf(X64State* state, Tcb* thread)
    {
        bool hasSpace = Slot.Load(&thread->VSpaceRoot).TryAsPml4(out Pml4Capability space);
        ulong root = hasSpace ? X64Paging.SpaceOf((ulong*)space.ObjectAddress) : 0;
        return root == 0 ? state->KernelRoot : root;
    }

    public static bool IsValidRoot(Capability capability) => capability.TryAsPml4(out Pml4Capability root) && root.IsMapped;

    public static Error CheckIpcBuffer(ulong address, Capability frame)
    {
        if (!frame.TryAsFrame(out FrameCapability buffer) || buffer.IsDevice)
        {
            return Error.IllegalOperation;
        }

        return (address & ((1 << Limits.IpcBufferSizeBits) - 1)) == 0 ? Error.NoError : Error.AlignmentError;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong* LookupIpcBuffer(Tcb* thread, bool forWriting)
    {
        Capability frame = Slot.Load(&thread->IpcBufferFrame);
        return (frame.Word0 & KindMask) == UsualKind
            ? (ulong*)(frame.ObjectAddress + (thread->IpcBufferAddress & X64Paging.PageMask))
            : LookupUnusualBuffer(thread, forWriting);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong* LookupUnusualBuffer(Tcb* thread, bool forWriting)
    {
        if (!Slot.Load(&thread->IpcBufferFrame).TryAsFrame(out FrameCapability frame) || frame.IsDevice)
        {
            return null;
        }

        if (frame.Rights != VmRights.ReadWrite && (forWriting || frame.Rights != VmRights.ReadOnly))
        {
            return null;
        }

        ulong mask = frame.SizeClass == FrameSizeClass.Small ? X64Paging.PageMask : (1UL << X64Frames.SizeBits(frame.SizeClass)) - 1;
        return (ulong*)(frame.ObjectAddress + (thread->IpcBufferAddress & mask));
    }

    /// <summary>Reads the address space of a mapping invocation: the first extra capability.</summary>
    public static Outcome Decode(Message* message, out ulong asid, out ulong* root)
    {
        Slot.Load(message->ExtraCap0).TryAsPml4(out Pml4Capability space);
        asid = space.Asid;
        root = (ulong*)space.ObjectAddress;
        if (!IsValidRoot(space.Value))
        {
            return Message.InvalidCapability(message, 1);
        }

        return (X64Paging.SpaceOf(root) & X64Tlb.AsidMask) == asid ? Outcome.Success : MissingRoot(message, asid);
    }

    /// <summary>Refuses because an address space has lost its identifier, to another one or with its pool.</summary>
    private static Outcome MissingRoot(Message* message, ulong asid)
    {
        if (X64Asids.FindRoot(asid) != null)
        {
            return Message.InvalidCapability(message, 1);
        }

        message->Detail.WasSource = false;
        message->Detail.Lookup.Type = LookupFailureType.InvalidRoot;
        return (Outcome)Error.FailedLookup;
    }
}
