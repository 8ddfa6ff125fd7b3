// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Boot;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Arch.Host;

/// <summary>Starts a kernel on a simulated computer: what boot does on a real one, with an initial thread that has no program.</summary>
/// <remarks>The initial thread's capabilities are those of the ABI. Its address space has an identifier and maps nothing; its
/// IPC buffer has a frame.</remarks>
public static unsafe class HostBoot
{
    /// <summary>Address of the initial thread's IPC buffer.</summary>
    public const ulong IpcBufferAddress = 0x10_0000;

    /// <summary>Physical address of the device memory.</summary>
    public const ulong DeviceAddress = 4UL << 30;

    /// <summary>Size of the device memory.</summary>
    public const ulong DeviceBytes = 4UL << 30;

    private const ulong PageBytes = 4096;

    /// <summary>Starts the kernel on the current computer; afterwards the initial thread is the one that runs.</summary>
    public static BootInfo* Start(HostComputer computer)
    {
        KernelState* state = computer.State;
        InitialiseArchitecture(computer, &state->Arch);
        state->InterruptSlots = (Slot*)computer.Reserve((ulong)sizeof(Slot) * X64Interrupts.Count, 64);
        state->InterruptUses = (byte*)computer.Reserve(X64Interrupts.Count, 64);
        for (var irq = 0; irq < X64Interrupts.Count; irq++)
        {
            bool isForUsers = irq is >= X64Interrupts.FirstUser and <= X64Interrupts.LastUser;
            state->InterruptUses[irq] = (byte)(isForUsers ? InterruptUse.Inactive : InterruptUse.Reserved);
        }

        state->InterruptUses[X64Interrupts.Timer] = (byte)InterruptUse.Timer;
        Scheduler.Initialise(
            (byte*)computer.Reserve(Scheduler.StorageBytes, 64), ReserveThread(computer), ReserveSchedContext(computer));
        return MakeInitialThread(computer);
    }

    private static void InitialiseArchitecture(HostComputer computer, X64State* arch)
    {
        arch->HasPcid = computer.Mmu.HasPcid;
        arch->KernelRootTable = (ulong*)computer.Reserve(PageBytes, PageBytes);
        arch->KernelRoot = Machine.ToPhysical(arch->KernelRootTable);
        ulong* window = (ulong*)computer.Reserve(PageBytes, PageBytes);
        arch->KernelRootTable[X64AddressMap.TopLevelIndex] = Machine.ToPhysical(window) | X64PageEntry.Present | X64PageEntry.Writable;
        arch->PortsInUse = (ulong*)computer.Reserve(X64Ports.BitmapWords * sizeof(ulong), 64);
        X64Tlb.Load(arch, arch->KernelRoot);
    }

    private static BootInfo* MakeInitialThread(HostComputer computer)
    {
        RootSlots root;
        root.Slots = (Slot*)computer.Reserve(RootSlots.Capacity * (ulong)sizeof(Slot), PageBytes);
        root.Next = (ulong)RootSlot.Count;
        var info = (BootInfo*)computer.Reserve(PageBytes * 2, PageBytes);
        void* pml4 = computer.Reserve(PageBytes, PageBytes);
        var pool = (ulong*)computer.Reserve(PageBytes, PageBytes);
        ulong buffer = (ulong)computer.Reserve(PageBytes, PageBytes);
        Tcb* thread = ReserveThread(computer);
        SchedContext* context = ReserveSchedContext(computer);

        InitialThread.GiveAuthority(&root, info);
        RootSlots.Set(&root, RootSlot.AsidControl, AsidControlCapability.Create().Value);
        RootSlots.Set(&root, RootSlot.IoPortControl, IoPortControlCapability.Create().Value);
        RootSlots.Set(&root, RootSlot.InitThreadAsidPool, AsidPoolCapability.Create((ulong)pool, 0).Value);
        X64Asids.AddPool(0, (ulong)pool);
        X64ArchCapabilities.CreateObject(ObjectType.Pml4, pml4, 0, false);
        X64Asids.Assign(1, pool, (ulong)pml4);
        RootSlots.Set(&root, RootSlot.InitThreadVSpace, Pml4Capability.Create((ulong)pml4, true, 1).Value);
        RootSlots.Set(
            &root,
            RootSlot.InitThreadIpcBuffer,
            FrameCapability.Create(buffer, FrameSizeClass.Small, VmRights.ReadWrite, false, FrameMapType.None, 0, 0).Value);
        info->IpcBufferAddress = IpcBufferAddress;
        InitialThread.Create(&root, thread, context, 0x40_0000, IpcBufferAddress);
        DescribeMemory(computer, info, &root);
        InitialThread.Start(thread, context);
        return info;
    }

    private static void DescribeMemory(HostComputer computer, BootInfo* info, RootSlots* root)
    {
        var memory = default(MemoryMap);
        var devices = default(MemoryMap);
        MemoryMap.Add(&memory, computer.FirstFreeAddress, computer.MemoryBytes);
        MemoryMap.Add(&devices, DeviceAddress, DeviceAddress + DeviceBytes);
        UntypedList.Fill(info, root, &memory, &devices);
        info->Empty.Start = root->Next;
        info->Empty.End = RootSlots.Capacity;
    }

    private static Tcb* ReserveThread(HostComputer computer)
    {
        ulong bytes = 1UL << ObjectSizes.TcbBits;
        return (Tcb*)computer.Reserve(bytes, bytes);
    }

    private static SchedContext* ReserveSchedContext(HostComputer computer)
    {
        ulong bytes = 1UL << ObjectSizes.MinimumSchedContextBits;
        return (SchedContext*)computer.Reserve(bytes, bytes);
    }
}
