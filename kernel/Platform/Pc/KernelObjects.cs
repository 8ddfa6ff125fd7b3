// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Platform.Pc;

/// <summary>What the kernel keeps for itself for ever: tables by interrupt and port, ready queues, the idle thread.</summary>
public static unsafe class KernelObjects
{
    /// <summary>Makes them; the clock runs.</summary>
    public static void Create(BootLayout* layout)
    {
        KernelState* kernel = Machine.State;
        kernel->InterruptSlots = (Slot*)PhysicalMemory.Allocate((ulong)(X64Interrupts.Count * sizeof(Slot)), 4096);
        byte* tables = PhysicalMemory.Allocate((X64Ports.BitmapWords * 8) + X64Interrupts.Count + Scheduler.StorageBytes, 4096);
        kernel->Arch.PortsInUse = (ulong*)tables;
        kernel->InterruptUses = tables + (X64Ports.BitmapWords * 8);
        byte* idle = PhysicalMemory.Allocate(1 << (ObjectSizes.TcbBits + 1), 1 << (ObjectSizes.TcbBits + 1));
        var idleThread = (Tcb*)idle;
        idleThread->Context.CodeSelector = X64Selector.KernelCode;
        idleThread->Context.StackSelector = X64Selector.KernelData;
        idleThread->Context.Rflags = X64Flags.AlwaysSet;
        idleThread->Context.NextIp = layout->IdleLoop;
        idleThread->Context.Rsp = layout->KernelStackTop;
        Scheduler.Initialise(
            kernel->InterruptUses + X64Interrupts.Count, idleThread, (SchedContext*)(idle + (1 << ObjectSizes.TcbBits)));
    }
}
