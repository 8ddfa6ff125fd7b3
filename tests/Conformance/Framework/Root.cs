// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Framework;

/// <summary>What the root task was given, and what is set aside for the cases and for what runs them.</summary>
internal static unsafe class Root
{
    /// <summary>Size of the memory that a case may use, as a power of two.</summary>
    public const int CaseMemoryBits = 24;

    private const int RunnerMemoryBits = 16;
    private const ulong RunnerSlots = 32;

    private static ulong nextSlot;

    /// <summary>The boot information.</summary>
    public static BootInfo* BootInfo { get; private set; }

    /// <summary>Memory from which a case makes its objects; all of it is taken back after the case.</summary>
    public static Untyped CaseMemory { get; private set; }

    /// <summary>Memory for what runs one case.</summary>
    public static Untyped RunnerMemory { get; private set; }

    /// <summary>First of the slots for what runs one case.</summary>
    public static ulong RunnerFirstSlot { get; private set; }

    /// <summary>First of the slots that cases may use: all up to the end of the CNode.</summary>
    public static ulong CaseFirstSlot { get; private set; }

    /// <summary>End of these slots.</summary>
    public static ulong CaseEndSlot => BootInfo->Empty.End;

    /// <summary>Ticks of the time-stamp counter in a microsecond.</summary>
    public static ulong TicksPerMicrosecond { get; private set; }

    /// <summary>The authority over the core's time.</summary>
    public static SchedControl SchedControl => new(BootInfo->SchedControl.Start);

    /// <summary>The root task's thread, whose maximum controlled priority is the highest.</summary>
    public static Tcb Thread => new((ulong)RootSlot.InitThreadTcb);

    /// <summary>The root task's address space.</summary>
    public static Pml4 Space => new((ulong)RootSlot.InitThreadVSpace);

    /// <summary>First address of the program.</summary>
    public static ulong ImageStart => ImageStartAddress();

    /// <summary>Number of pages of the program.</summary>
    public static ulong ImagePages => (ImageEndAddress() - ImageStart) >> ObjectSizes.PageBits;

    /// <summary>Takes stock.</summary>
    public static void Initialise(BootInfo* bootInfo)
    {
        BootInfo = bootInfo;
        nextSlot = bootInfo->Empty.Start;
        TicksPerMicrosecond = FindTicksPerMicrosecond();
        var memory = new UntypedAllocator(bootInfo);
        CaseMemory = new Untyped(TakeSlot());
        RunnerMemory = new Untyped(TakeSlot());
        Require.Success(memory.TryCreate(ObjectType.Untyped, CaseMemoryBits, CaseMemory.Slot));
        Require.Success(memory.TryCreate(ObjectType.Untyped, RunnerMemoryBits, RunnerMemory.Slot));
        SerialLine.Initialise(TakeSlot());
        Supervisor.Initialise(memory);
        RunnerFirstSlot = nextSlot;
        nextSlot += RunnerSlots;
        _ = TakeSlot();
        CaseFirstSlot = nextSlot + 1;
    }

    /// <summary>Takes an empty slot for good.</summary>
    public static ulong TakeSlot() => nextSlot++;

    /// <summary>The frame of the program's page at an address.</summary>
    public static Page ImageFrame(ulong address) =>
        new(BootInfo->UserImageFrames.Start + ((address - ImageStart) >> ObjectSizes.PageBits));

    /// <summary>The first device untyped of at least a size; every machine has large ones behind its memory.</summary>
    public static Untyped FindDevice(int atLeastBits)
    {
        for (ulong i = 0; i < BootInfo->Untyped.End - BootInfo->Untyped.Start; i++)
        {
            var description = Abi.BootInfo.UntypedListAt(BootInfo, i);
            if (description->IsDevice != 0 && description->SizeBits >= atLeastBits)
            {
                return new Untyped(BootInfo->Untyped.Start + i);
            }
        }

        return default;
    }

    /// <summary>The device untyped that begins at a physical address.</summary>
    public static Untyped FindDeviceAt(ulong physicalAddress)
    {
        for (ulong i = 0; i < BootInfo->Untyped.End - BootInfo->Untyped.Start; i++)
        {
            var description = Abi.BootInfo.UntypedListAt(BootInfo, i);
            if (description->IsDevice != 0 && description->PhysicalAddress == physicalAddress)
            {
                return new Untyped(BootInfo->Untyped.Start + i);
            }
        }

        return default;
    }

    private static ulong FindTicksPerMicrosecond()
    {
        // Additional parts lie behind the page of the boot information.
        var part = (byte*)BootInfo + Limits.BootInfoFrameSize;
        var end = part + BootInfo->ExtraLength;
        while (part < end)
        {
            var header = (BootInfoHeader*)part;
            if (header->Id == BootInfoHeaderId.X86TscFrequency)
            {
                return *(uint*)(part + BootInfoHeader.SizeBytes);
            }

            part += header->Length;
        }

        Require.That(false);
        return 0;
    }

    [RuntimeImport("conformance_image_start")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong ImageStartAddress();

    [RuntimeImport("conformance_image_end")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong ImageEndAddress();
}
