// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Segments, task state and interrupt table of a core.</summary>
/// <remarks>Source: Intel SDM 3A, 3.4.5 (segments), 6.14.1 (interrupt gates), 8.2.3 (task-state descriptor).</remarks>
public static unsafe class DescriptorTables
{
    private const ulong KernelCode = 0x0020_9a00_0000_0000;
    private const ulong KernelData = 0x0000_9200_0000_0000;
    private const ulong UserCode = 0x0020_fa00_0000_0000;
    private const ulong UserData = 0x0000_f200_0000_0000;
    private const ulong AvailableTaskState = 0x0000_8900_0000_0000;
    private const ulong InterruptGate = 0x8e00;
    private const ulong UserMayRaise = 0x6000;
    private const int Vectors = 256;

    private const int Debug = 1;
    private const int NonMaskable = 2;
    private const int Breakpoint = 3;
    private const int Overflow = 4;
    private const int DoubleFault = 8;
    private const int MachineCheck = 18;

    /// <summary>Fills in the tables and loads them.</summary>
    public static void Install(BootLayout* layout)
    {
        CoreArea* core = layout->Core;
        core->FaultStackTop = layout->FaultStackTop;
        core->NmiStackTop = layout->NmiStackTop;
        core->DebugStackTop = layout->DebugStackTop;
        core->PortMapOffset = CoreArea.TaskStateLimit + 1;
        ulong taskState = (ulong)core + CoreArea.TaskStateOffset;
        core->Descriptors[1] = KernelCode;
        core->Descriptors[2] = KernelData;
        core->Descriptors[4] = UserData;
        core->Descriptors[5] = UserCode;
        core->Descriptors[6] = AvailableTaskState | CoreArea.TaskStateLimit
            | ((taskState & 0xff_ffff) << 16) | ((taskState >> 24 & 0xff) << 56);
        core->Descriptors[7] = taskState >> 32;
        for (int vector = 0; vector < Vectors; vector++)
        {
            SetGate(layout->InterruptTable + (2 * vector), EntryOf(layout, (ulong)vector), OptionsOf(vector));
        }

        SetGate(layout->InterruptTable + (2 * NonMaskable), layout->NmiEntry, InterruptGate | 2);
        if (ProfileParameters.HasHardwareDebug)
        {
            SetGate(layout->InterruptTable + (2 * Debug), layout->DebugEntry, InterruptGate | 3);
        }

        Hardware.LoadTables(
            (byte*)core + CoreArea.DescriptorsOffset,
            (8 * CoreArea.DescriptorCount) - 1,
            layout->InterruptTable,
            (16 * Vectors) - 1,
            X64Selector.TaskState);
    }

    private static ulong EntryOf(BootLayout* layout, ulong vector) => vector < X64Interrupts.FirstVector
        ? layout->ExceptionStubs + (16 * vector)
        : layout->InterruptStubs + (8 * Math.Min(vector - X64Interrupts.FirstVector, X64Interrupts.Count));

    /// <summary>Type, privilege level and stack (interrupt stack table entry) of a gate.</summary>
    private static ulong OptionsOf(int vector) => vector switch
    {
        Breakpoint or Overflow => InterruptGate | UserMayRaise,
        DoubleFault or MachineCheck => InterruptGate | 1,
        _ => InterruptGate,
    };

    private static void SetGate(ulong* gate, ulong target, ulong options)
    {
        gate[0] = (target & 0xffff) | (X64Selector.KernelCode << 16) | (options << 32) | ((target >> 16 & 0xffff) << 48);
        gate[1] = target >> 32;
    }
}
