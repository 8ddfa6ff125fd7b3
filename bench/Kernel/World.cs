// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Loading;
using Caprock.User.Memory;

namespace Caprock.Bench.Kernel;

/// <summary>What measurements share: the root task's slots, memory for objects, and a second address space with the same image.</summary>
internal static unsafe class World
{
    /// <summary>Priority at which the root task measures.</summary>
    public const ulong Priority = 200;

    private const int PoolBits = 27;
    private const ulong PoolSlots = 24_000;
    private const ulong ImageAddress = 0x40_0000;
    private const ulong FirstBuffer = 0x1000_0000;
    private const ulong PageBytes = 4096;
    private const ulong LongPeriodMicroseconds = 1_000_000;

    private static ulong schedControl;
    private static SlotRange slots;
    private static Untyped memory;
    private static ObjectPool pool;
    private static Pml4 other;
    private static ulong nextBuffer;

    /// <summary>The root task's thread.</summary>
    public static Tcb Self => new((ulong)RootSlot.InitThreadTcb);

    /// <summary>Takes over the machine.</summary>
    public static void Initialise(BootInfo* bootInfo)
    {
        schedControl = bootInfo->SchedControl.Start;
        slots = new SlotRange(bootInfo->Empty.Start, bootInfo->Empty.End);
        nextBuffer = FirstBuffer;
        memory = new Untyped(slots.Take());
        Require.Success(new UntypedAllocator(bootInfo).TryCreate(ObjectType.Untyped, PoolBits, memory.Slot));
        pool = new ObjectPool(memory, slots.TakeRange(PoolSlots));
        Require.Success(Self.SetPriority(Self, Priority));
        MapImage(bootInfo);
    }

    /// <summary>Says whether the root task may use the floating-point unit.</summary>
    /// <remarks>Measurements are made without, between threads that may not use it either, unless their name says otherwise.</remarks>
    public static void SetFpu(bool isEnabled) => SetFpu(Self, isEnabled);

    /// <summary>Says whether a thread may use the floating-point unit.</summary>
    public static void SetFpu(Tcb thread, bool isEnabled) => Require.Success(isEnabled
        ? thread.SetFlags(TcbFlags.FpuDisabled, TcbFlags.None, out _)
        : thread.SetFlags(TcbFlags.None, TcbFlags.FpuDisabled, out _));

    /// <summary>An empty slot.</summary>
    public static ulong Slot() => slots.Take();

    /// <summary>Consecutive empty slots.</summary>
    public static ulong Slots(ulong count) => slots.TakeRange(count).Take();

    /// <summary>A new object.</summary>
    public static ulong Create(ObjectType type, int sizeBits = 0) => pool.Create(type, sizeBits);

    /// <summary>Maps a page in the root task's address space, with the tables that it needs.</summary>
    public static void Map(ulong frame, ulong address) =>
        new AddressSpace(new Pml4((ulong)RootSlot.InitThreadVSpace), ref pool).Map(new Page(frame), address, CapRights.ReadWrite);

    /// <summary>A copy of a capability in a new slot.</summary>
    public static ulong Copy(ulong slot)
    {
        var copy = slots.Take();
        Require.Success(RootCNode.Node.Copy(copy, RootCNode.FullDepth, RootCNode.Node, slot, RootCNode.FullDepth, CapRights.All));
        return copy;
    }

    /// <summary>A running thread, in the root task's address space or the other one.</summary>
    public static Actor Start(bool isOther, ulong priority, ulong entry, ulong argument0, ulong argument1 = 0, ulong argument2 = 0)
    {
        SetFpu(true);
        var actor = Prepare(isOther, priority, LongPeriodMicroseconds, LongPeriodMicroseconds);
        actor.Begin(entry, argument0, argument1, argument2);
        return actor;
    }

    /// <summary>A thread that has everything but a place to begin.</summary>
    public static Actor Prepare(bool isOther, ulong priority, ulong budgetMicroseconds, ulong periodMicroseconds)
    {
        Actor actor = default;
        actor.Thread = new Tcb(Create(ObjectType.Tcb));
        actor.Context = new SchedContext(Create(ObjectType.SchedContext, ObjectSizes.MinimumSchedContextBits));
        var frame = Create(ObjectType.Page4K);
        var space = isOther ? other : new Pml4((ulong)RootSlot.InitThreadVSpace);
        new AddressSpace(space, ref pool).Map(new Page(frame), nextBuffer, CapRights.ReadWrite);
        Require.Success(actor.Thread.Configure(RootCNode.Node, 0, space.Slot, 0, nextBuffer, frame));
        actor.Buffer = nextBuffer;
        nextBuffer += PageBytes;
        Configure(actor.Context, budgetMicroseconds, periodMicroseconds);
        Require.Success(actor.Thread.SetSchedParams(Self, 0, priority, actor.Context, default));
        SetFpu(actor.Thread, false);
        return actor;
    }

    /// <summary>Gives a scheduling context its budget.</summary>
    public static void Configure(SchedContext context, ulong budgetMicroseconds, ulong periodMicroseconds) =>
        Require.Success(new SchedControl(schedControl).ConfigureFlags(
            context, budgetMicroseconds, periodMicroseconds, 0, 0, SchedContextFlags.None));

    /// <summary>Maps the root task's image in the other address space, writable where it is in its own.</summary>
    private static void MapImage(BootInfo* bootInfo)
    {
        other = new Pml4(Create(ObjectType.Pml4));
        Require.Success(new AsidPool((ulong)RootSlot.InitThreadAsidPool).Assign(other));
        var space = new AddressSpace(other, ref pool);
        var address = ImageAddress;
        for (var slot = bootInfo->UserImageFrames.Start; slot < bootInfo->UserImageFrames.End; slot++)
        {
            space.Map(new Page(Copy(slot)), address, CapRights.ReadWrite);
            address += PageBytes;
        }
    }
}
