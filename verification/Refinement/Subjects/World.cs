// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel;
using Caprock.Kernel.Arch.Host;
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Memory;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;
using KernelThread = Caprock.Kernel.Objects.Thread;

namespace Caprock.Verification.Refinement.Subjects;

/// <summary>A kernel on a simulated computer of its own, with a CNode that its threads share.</summary>
/// <remarks>Everything lies at addresses that depend only on the order in which it was made, so a history that is repeated on a new
/// world sees the same names.</remarks>
public sealed unsafe class World : IDisposable
{
    /// <summary>How many of the interrupts that users may have are part of a world.</summary>
    public const int InterruptCount = 3;

    private const ulong ComputerBytes = 4 << 20;
    private const ulong Alignment = 1 << 16;
    private const ulong PageBytes = 4096;
    private const ulong BufferAddress = 0x10_0000;
    private const ulong StartTicks = 1_000_000_000;

    private readonly byte* arena;
    private readonly ulong arenaBytes;
    private ulong used;
    private ulong nextSlot = 1;
    private Slot* node;
    private int nodeRadix;

    /// <summary>Makes a world.</summary>
    /// <param name="radix">Slots of the common CNode, as a power of two.</param>
    /// <param name="arenaBytes">Memory for objects.</param>
    /// <param name="guard">Guard of the common CNode, which fills what the radix leaves of an address.</param>
    public World(int radix, ulong arenaBytes, ulong guard = 0)
    {
        Radix = radix;
        this.arenaBytes = arenaBytes;
        Computer = new HostComputer(ComputerBytes, hasPcid: true);
        arena = (byte*)Computer.Reserve(arenaBytes, Alignment);
        Computer.Ticks = StartTicks;
        HostBoot.Start(Computer);
        Kernel->Arch.AsidPools[0] = 0;
        RootSlots = (Slot*)Allocate(1UL << (radix + ObjectSizes.SlotBits));
        node = RootSlots;
        nodeRadix = radix;
        RootNode = Place(CNodeCapability.Create((ulong)RootSlots, radix, Limits.WordBits - radix, guard).Value);
        Scheduler.Initialise(
            (byte*)Allocate(Scheduler.StorageBytes),
            (Tcb*)Allocate(1 << ObjectSizes.TcbBits),
            (SchedContext*)Allocate(1 << ObjectSizes.MinimumSchedContextBits));
    }

    /// <summary>The computer.</summary>
    public HostComputer Computer { get; }

    /// <summary>The kernel's own state.</summary>
    public KernelState* Kernel => Computer.State;

    /// <summary>Slots of the common CNode.</summary>
    public Slot* RootSlots { get; }

    /// <summary>Their number as a power of two.</summary>
    public int Radix { get; }

    /// <summary>Slot of the common CNode's own capability.</summary>
    public ulong RootNode { get; }

    /// <summary>Threads that exist without a capability.</summary>
    public List<nuint> Threads { get; } = [];

    /// <summary>CNodes besides the common one that exist whatever happens, with their sizes as powers of two.</summary>
    public List<(nuint Slots, int Radix)> Nodes { get; } = [];

    /// <summary>Whether time passes.</summary>
    public bool IsTimed { get; init; }

    /// <summary>Scheduling contexts that exist without a capability.</summary>
    public List<nuint> Contexts { get; } = [];

    /// <summary>First slot that nothing was placed in.</summary>
    public ulong NextSlot => nextSlot;

    /// <summary>Stretches of the memory that hold everything that changes: the kernel's state, what was handed out of the arena, and the
    /// kernel's tables behind it.</summary>
    /// <remarks>Left out is what the kernel's start made for its own initial thread.</remarks>
    public IReadOnlyList<(ulong Start, ulong Bytes)> ChangingMemory
    {
        get
        {
            ulong start = (ulong)(arena - Computer.Memory);
            ulong behind = start + arenaBytes;
            return
            [
                (0, (ulong)sizeof(KernelState)), (start, Math.Min(used, arenaBytes)),
                (behind, (ulong)(Kernel->InterruptUses + X64Interrupts.Count - Computer.Memory) - behind),
            ];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Computer.Dispose();

    /// <summary>A slot of the CNode that is being filled: at first the common one.</summary>
    public Slot* SlotAt(ulong index) => node + index;

    /// <summary>Address of the memory that is handed out next.</summary>
    public ulong Here => (ulong)(arena + used - Computer.Memory);

    /// <summary>Begins to fill another CNode, whose own capability is in slot 1 as in the common one.</summary>
    public void BeginNode(int radix)
    {
        node = (Slot*)Allocate(1UL << (radix + ObjectSizes.SlotBits));
        nodeRadix = radix;
        Nodes.Add(((nuint)node, radix));
        nextSlot = RootNode;
        _ = Place(CNodeCapability.Create((ulong)node, radix, Limits.WordBits - radix, 0).Value);
    }

    /// <summary>Leaves memory out, up to a multiple of a size.</summary>
    public void Align(ulong bytes) => used = (used + bytes - 1) / bytes * bytes;

    /// <summary>Cleared memory, aligned to its size.</summary>
    public void* Allocate(ulong bytes)
    {
        ulong alignment = Math.Min(System.Numerics.BitOperations.RoundUpToPowerOf2(bytes), Alignment);
        ulong start = (used + alignment - 1) & ~(alignment - 1);
        used = start + bytes;
        return used <= arenaBytes ? arena + start : throw new InvalidOperationException("the world is too small");
    }

    /// <summary>Puts a capability without ancestors in the next slot.</summary>
    public ulong Place(Capability capability)
    {
        DerivationTree.InsertRoot(capability, SlotAt(nextSlot));
        return nextSlot++;
    }

    /// <summary>Places untyped memory.</summary>
    public ulong PlaceMemory(int bits, bool isDevice = false) =>
        Place(UntypedCapability.Create((ulong)Allocate(1UL << bits), bits, isDevice, 0, 0, 0).Value);

    /// <summary>Places a new object.</summary>
    public ulong PlaceObject(ObjectType type, int sizeBits = 0) => Place(MakeObject(type, sizeBits));

    /// <summary>Makes a copy with a badge, and no more than the given rights.</summary>
    public ulong PlaceBadged(ulong original, ulong badge, ulong rights = 15)
    {
        Capability capability = CapabilityRules.UpdateData(false, badge, Slot.Load(SlotAt(original)));
        capability = CapabilityRules.MaskRights(capability, new CapRights(rights));
        DerivationTree.Insert(capability, SlotAt(original), SlotAt(nextSlot));
        return nextSlot++;
    }

    /// <summary>Places the pool of the first address-space identifiers.</summary>
    public ulong PlacePool()
    {
        ulong pool = (ulong)Allocate(PageBytes);
        X64Asids.AddPool(0, pool);
        return Place(AsidPoolCapability.Create(pool, 0).Value);
    }

    /// <summary>Places memory of a device, which nobody can read or write here.</summary>
    public ulong PlaceDevice(int bits) =>
        Place(UntypedCapability.Create((ulong)Computer.Memory + HostBoot.DeviceAddress, bits, true, 0, 0, 0).Value);

    /// <summary>Places the handler of an interrupt.</summary>
    public ulong PlaceHandler(ulong irq)
    {
        Kernel->InterruptUses[irq] = (byte)InterruptUse.Handler;
        return Place(IrqHandlerCapability.Create(irq).Value);
    }

    /// <summary>Places a copy of the common CNode's capability without a guard.</summary>
    public ulong PlaceFlatRoot()
    {
        Slot* root = SlotAt(RootNode);
        DerivationTree.Insert(CNodeCapability.Create((ulong)node, nodeRadix, 0, 0).Value, root, SlotAt(nextSlot));
        return nextSlot++;
    }

    /// <summary>Places threads with their scheduling contexts, each behind its thread, and lets them run.</summary>
    public void PlaceThreads(params byte[] priorities)
    {
        var made = new List<nuint>();
        foreach (byte priority in priorities)
        {
            var thread = (Tcb*)Slot.Load(SlotAt(PlaceObject(ObjectType.Tcb))).ObjectAddress;
            ulong slot = PlaceObject(ObjectType.SchedContext, ObjectSizes.MinimumSchedContextBits);
            var context = (SchedContext*)Slot.Load(SlotAt(slot)).ObjectAddress;
            Equip(thread, priority);
            GiveTime(context, thread);
            made.Add((nuint)thread);
        }

        foreach (nuint thread in made)
        {
            Start((Tcb*)thread);
        }
    }

    /// <summary>Makes a thread that has a buffer, the common CNode and time, but no capability that names it.</summary>
    public Tcb* MakeThread(byte priority)
    {
        var thread = (Tcb*)MakeObject(ObjectType.Tcb, 0).ObjectAddress;
        var context = (SchedContext*)MakeObject(ObjectType.SchedContext, ObjectSizes.MinimumSchedContextBits).ObjectAddress;
        Threads.Add((nuint)thread);
        Contexts.Add((nuint)context);
        Equip(thread, priority);
        GiveTime(context, thread);
        return thread;
    }

    /// <summary>Gives a thread priority, the common CNode and a buffer.</summary>
    public void Equip(Tcb* thread, byte priority)
    {
        thread->Priority = priority;
        thread->MaximumControlledPriority = ProfileParameters.PriorityCount - 1;
        DerivationTree.Insert(Slot.Load(SlotAt(RootNode)), SlotAt(RootNode), &thread->CSpaceRoot);
        DerivationTree.InsertRoot(MakeObject(ObjectType.Page4K, 0), &thread->IpcBufferFrame);
        thread->IpcBufferAddress = BufferAddress;
    }

    /// <summary>Configures a context with plenty of time and binds it to a thread.</summary>
    public void GiveTime(SchedContext* context, Tcb* thread)
    {
        Configure(context);
        SchedContexts.BindThread(context, thread);
    }

    /// <summary>Configures a context with a budget for each period, in microseconds, and binds it to a thread.</summary>
    public void GiveTime(SchedContext* context, Tcb* thread, ulong budget, ulong period, ulong refills)
    {
        Refills.Configure(context, budget * HostMachine.Frequency, period * HostMachine.Frequency, refills);
        SchedContexts.BindThread(context, thread);
    }

    /// <summary>Configures a context with plenty of time.</summary>
    public void Configure(SchedContext* context)
    {
        ulong ticks = Computer.Ticks;
        Refills.Configure(context, ticks, ticks, Refills.Minimum);
    }

    /// <summary>Has an interrupt signal the notification in a slot.</summary>
    public void ConnectInterrupt(ulong irq, ulong notification)
    {
        Kernel->InterruptUses[irq] = (byte)InterruptUse.Handler;
        Slot* slot = SlotAt(notification);
        DerivationTree.Insert(Slot.Load(slot), slot, Kernel->InterruptSlots + irq);
    }

    /// <summary>Has the faults of the thread in a slot sent to the endpoint in another one.</summary>
    public void SetFaultHandler(ulong thread, ulong endpoint)
    {
        Slot* slot = SlotAt(endpoint);
        DerivationTree.Insert(Slot.Load(slot), slot, &((Tcb*)Slot.Load(SlotAt(thread)).ObjectAddress)->FaultHandler);
    }

    /// <summary>Lets a thread run.</summary>
    public void Start(Tcb* thread)
    {
        KernelThread.Resume(thread);
        _ = Scheduler.Finish();
    }

    /// <summary>The IPC buffer of a thread, null without one.</summary>
    public static ulong* BufferOf(Tcb* thread) => Slot.Load(&thread->IpcBufferFrame) is var frame && frame.Type == CapabilityType.Frame
        ? (ulong*)frame.ObjectAddress
        : null;

    private Capability MakeObject(ObjectType type, int sizeBits)
    {
        int bits = ObjectFactory.SizeBits(type, sizeBits);
        return ObjectFactory.Create(type, Allocate(1UL << bits), sizeBits, false, true);
    }
}
