// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Boot;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Platform.Pc;

/// <summary>The initial thread's world: CNode, address space, image, boot information, thread.</summary>
public static unsafe class RootTask
{
    private const ulong PageBytes = 4096;
    private const ushort MachineX64 = 62;

    private static BootElf elf;
    private static RootSlots slots;
    private static RootAddressSpace space;
    private static byte* pages;

    /// <summary>The boot information, in the kernel's window.</summary>
    public static BootInfo* Info { get; private set; }

    /// <summary>The initial thread.</summary>
    public static Tcb* Thread { get; private set; }

    /// <summary>Its scheduling context.</summary>
    public static SchedContext* Context { get; private set; }

    private static RootSlots* Slots => (RootSlots*)Unsafe.AsPointer(ref slots);

    private static BootElf* Elf => (BootElf*)Unsafe.AsPointer(ref elf);

    private static RootAddressSpace* Space => (RootAddressSpace*)Unsafe.AsPointer(ref space);

    /// <summary>Makes everything but the list of untyped memory. The module lies below 4 GiB.</summary>
    public static BootProblem Create(uint moduleStart, uint moduleEnd)
    {
        BootProblem problem = BootElf.Check(Elf, (byte*)Machine.ToPointer(moduleStart), moduleEnd - moduleStart, MachineX64);
        if (problem != BootProblem.None)
        {
            return problem;
        }

        ulong imagePages = (elf.End - elf.Start) / PageBytes;
        space.Start = elf.Start;
        space.End = elf.End + ((2 + BootInfoWriter.Pages) * PageBytes);
        ulong tables = RootAddressSpace.TableCount(space.Start, space.End);
        slots.Next = (ulong)RootSlot.Count;
        ulong others = tables + BootInfoWriter.Pages + ProfileParameters.CoreCount + ProfileParameters.BootInfoUntypedCount;
        if (imagePages > RootSlots.Capacity || others + imagePages > RootSlots.Left(Slots))
        {
            return BootProblem.ImageTooLarge;
        }

        AllocateObjects(tables);
        InitialThread.GiveAuthority(Slots, Info);
        GiveMachineAuthority();
        Info->IpcBufferAddress = elf.End;
        Info->UserImagePaging.Start = slots.Next;
        RootAddressSpace.MakeTables(Space, Slots, Machine.ToPhysical(TakePages(tables)));
        Info->UserImagePaging.End = slots.Next;
        MapFixedPages();
        LoadImage(imagePages);
        MakeThread();
        return BootProblem.None;
    }

    /// <summary>Writes what is known last: additional information, untyped memory, empty slots.</summary>
    public static void Complete(LoaderInformation* loader, byte* rootPointer, ulong megahertz)
    {
        Info->ExtraLength = BootInfoWriter.Length;
        BootInfoWriter.Write((byte*)Info + PageBytes, loader, rootPointer, megahertz);
        UntypedList.Fill(Info, Slots, PhysicalMemory.Free, PhysicalMemory.Devices);
        Info->Empty.Start = slots.Next;
        Info->Empty.End = RootSlots.Capacity;
    }

    /// <summary>CNode and thread at their natural alignment, then pages: boot information first, its additional pages behind it.</summary>
    private static void AllocateObjects(ulong tables)
    {
        ulong cnodeBytes = RootSlots.Capacity * (ulong)sizeof(Slot);
        slots.Slots = (Slot*)PhysicalMemory.Allocate(cnodeBytes, cnodeBytes);
        byte* thread = PhysicalMemory.Allocate(1 << (ObjectSizes.TcbBits + 1), 1 << (ObjectSizes.TcbBits + 1));
        Thread = (Tcb*)thread;
        Context = (SchedContext*)(thread + (1 << ObjectSizes.TcbBits));
        pages = PhysicalMemory.Allocate((4 + BootInfoWriter.Pages + tables) * PageBytes, PageBytes);
        Info = (BootInfo*)TakePages(1 + BootInfoWriter.Pages);
    }

    private static byte* TakePages(ulong count)
    {
        byte* first = pages;
        pages += count * PageBytes;
        return first;
    }

    private static void GiveMachineAuthority()
    {
        X64State* state = &Machine.State->Arch;
        var root = (ulong*)TakePages(1);
        ulong* pool = (ulong*)TakePages(1);
        root[X64AddressMap.TopLevelIndex] = state->KernelRootTable[X64AddressMap.TopLevelIndex];
        X64Asids.Assign(RootAddressSpace.Asid, pool, (ulong)root);
        X64Asids.AddPool(0, (ulong)pool);
        space.Pml4 = root;
        RootSlots.Set(Slots, RootSlot.InitThreadVSpace, Pml4Capability.Create((ulong)root, true, RootAddressSpace.Asid).Value);
        RootSlots.Set(Slots, RootSlot.AsidControl, AsidControlCapability.Create().Value);
        RootSlots.Set(Slots, RootSlot.InitThreadAsidPool, AsidPoolCapability.Create((ulong)pool, 0).Value);
        RootSlots.Set(Slots, RootSlot.IoPortControl, IoPortControlCapability.Create().Value);
    }

    private static void MapFixedPages()
    {
        ulong address = elf.End;
        RootSlots.Set(Slots, RootSlot.InitThreadIpcBuffer, Map(address, TakePages(1), BootElfSegment.Writable));
        address += PageBytes;
        RootSlots.Set(Slots, RootSlot.BootInfoFrame, Map(address, (byte*)Info, BootElfSegment.Writable));
        Info->ExtraBootInfoPages.Start = slots.Next;
        for (ulong i = 1; i <= BootInfoWriter.Pages; i++)
        {
            RootSlots.Append(Slots, Map(address + (i * PageBytes), (byte*)Info + (i * PageBytes), BootElfSegment.Writable));
        }

        Info->ExtraBootInfoPages.End = slots.Next;
    }

    private static void LoadImage(ulong imagePages)
    {
        byte* frames = PhysicalMemory.Allocate(imagePages * PageBytes, PageBytes);
        for (int i = 0; i < elf.HeaderCount; i++)
        {
            BootElfSegment* segment = BootElf.Segment(Elf, i);
            if (segment != null)
            {
                Hardware.Copy(frames + (segment->Address - elf.Start), elf.File + segment->Offset, segment->FileBytes);
            }
        }

        Info->UserImageFrames.Start = slots.Next;
        for (ulong i = 0; i < imagePages; i++)
        {
            ulong page = elf.Start + (i * PageBytes);
            RootSlots.Append(Slots, Map(page, frames + (i * PageBytes), BootElf.FlagsOf(Elf, page)));
        }

        Info->UserImageFrames.End = slots.Next;
    }

    private static void MakeThread()
    {
        InitialThread.Create(Slots, Thread, Context, elf.Entry, elf.End);

        // The first argument register, which a badge is returned in too.
        ThreadContext.SetBadgeRegister(Thread, elf.End + PageBytes);
    }

    private static Capability Map(ulong address, byte* frame, uint flags) =>
        RootAddressSpace.Map(Space, address, Machine.ToPhysical(frame), flags);
}
