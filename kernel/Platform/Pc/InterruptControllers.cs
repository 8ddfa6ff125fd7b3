// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Boot;

namespace Caprock.Kernel.Platform.Pc;

/// <summary>Takes the machine's interrupt controllers into use: old ones off, local APIC on, every pin masked.</summary>
public static unsafe class InterruptControllers
{
    /// <summary>Sets them up as the model says; keeps their pages from being handed out as devices.</summary>
    public static BootProblem Initialise(BootLayout* layout, InterruptModel* model, MemoryMap* devices)
    {
        if (model->LocalApicAddress == 0 || model->IoApicCount == 0)
        {
            return BootProblem.NoIoApic;
        }

        LegacyInterrupts.Disable();
        MapKernelDevice(layout, X64AddressMap.LocalApic, model->LocalApicAddress, devices);
        LocalApic.Initialise(ProcessorFeatures.HasDeadlineTimer);
        for (int i = 0; i < model->IoApicCount; i++)
        {
            uint address = model->IoApicAddresses[i];
            MapKernelDevice(layout, X64AddressMap.IoApic + ((ulong)i << 12), address, devices);
            IoApic.Add(address & 0xfff, LocalApic.ReadIdentifier());
        }

        return BootProblem.None;
    }

    private static void MapKernelDevice(BootLayout* layout, ulong address, ulong physicalAddress, MemoryMap* devices)
    {
        layout->DeviceTable[(address >> 12) & 511] = X64KernelTables.ForDevice(physicalAddress);
        Hardware.InvalidatePage(address);
        MemoryMap.Remove(devices, physicalAddress, physicalAddress + 1);
    }
}
