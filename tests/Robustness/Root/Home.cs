// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Loading;
using Caprock.User.Memory;

namespace Caprock.Tests.Robustness;

/// <summary>What the root task keeps for itself: memory, slots, and the page with the attackers' records.</summary>
internal static unsafe class Home
{
    /// <summary>Size of the memory that attackers are made of and play with, as a power of two.</summary>
    public const int SandboxBits = 22;

    /// <summary>Slots that a sandbox takes.</summary>
    public const ulong SandboxSlots = 2000;

    private const int PoolBits = 21;
    private const ulong PoolSlots = 600;

    private static SlotRange slots;
    private static ObjectPool pool;

    /// <summary>Objects that live as long as the campaign.</summary>
    public static ref ObjectPool Pool => ref pool;

    /// <summary>The authority over the core's time.</summary>
    public static SchedControl SchedControl { get; private set; }

    /// <summary>Memory of the sandbox.</summary>
    public static Untyped Sandbox { get; private set; }

    /// <summary>First slot of the sandbox.</summary>
    public static ulong SandboxFirstSlot { get; private set; }

    /// <summary>The frame with the attackers' records.</summary>
    public static Page RecordFrame { get; private set; }

    /// <summary>The attackers' records.</summary>
    public static AttackerRecord* Records => (AttackerRecord*)Layout.RecordAddress;

    /// <summary>Takes stock.</summary>
    public static void Initialise(BootInfo* bootInfo)
    {
        var memory = new UntypedAllocator(bootInfo);
        slots = new SlotRange(bootInfo->Empty.Start, bootInfo->Empty.End);
        SchedControl = new SchedControl(bootInfo->SchedControl.Start);
        Sandbox = new Untyped(slots.Take());
        Require.Success(memory.TryCreate(ObjectType.Untyped, SandboxBits, Sandbox.Slot));
        SandboxFirstSlot = slots.TakeRange(SandboxSlots).Take();
        var untyped = new Untyped(slots.Take());
        Require.Success(memory.TryCreate(ObjectType.Untyped, PoolBits, untyped.Slot));
        pool = new ObjectPool(untyped, slots.TakeRange(PoolSlots));
        ScratchPage.Initialise(ref pool);
        RecordFrame = new Page(pool.Create(ObjectType.Page4K));
        new AddressSpace(new Pml4((ulong)RootSlot.InitThreadVSpace), ref pool)
            .Map(RecordFrame, Layout.RecordAddress, CapRights.ReadWrite);
    }

    /// <summary>Takes an empty slot for good.</summary>
    public static ulong TakeSlot() => slots.Take();
}
