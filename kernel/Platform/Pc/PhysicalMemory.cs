// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Boot;

namespace Caprock.Kernel.Platform.Pc;

/// <summary>Which physical addresses are free memory and which are devices.</summary>
/// <remarks>Below 1 MiB everything counts as device memory: BIOS tables and video memory are there.</remarks>
public static unsafe class PhysicalMemory
{
    private const ulong LowMemoryEnd = 1 << 20;
    private const int MaximumAddressBits = 47;

    private static MemoryMap free;
    private static MemoryMap devices;

    /// <summary>Memory that nothing is in.</summary>
    public static MemoryMap* Free => (MemoryMap*)Unsafe.AsPointer(ref free);

    /// <summary>Everything that is not memory, nor a device of the kernel's.</summary>
    public static MemoryMap* Devices => (MemoryMap*)Unsafe.AsPointer(ref devices);

    /// <summary>Sorts addresses into the two; image and modules are in neither. Returns the end of memory.</summary>
    public static ulong Initialise(LoaderInformation* loader, BootLayout* layout)
    {
        ulong end = 0;
        MemoryMap.Add(Devices, 0, 1ul << Math.Min(ProcessorFeatures.PhysicalAddressBits, MaximumAddressBits));
        for (int i = 0; i < loader->RangeCount; i++)
        {
            if (loader->RangeTypes[i] == LoaderInformation.UsableMemory)
            {
                ulong start = Math.Max(loader->RangeStarts[i], LowMemoryEnd);
                ulong rangeEnd = Math.Min(loader->RangeStarts[i] + loader->RangeLengths[i], X64AddressMap.PhysicalWindowBytes);
                MemoryMap.Add(Free, start, rangeEnd);
                end = rangeEnd > start ? Math.Max(end, rangeEnd) : end;
            }
        }

        for (int i = 0; i < loader->RangeCount; i++)
        {
            if (loader->RangeTypes[i] != LoaderInformation.UsableMemory)
            {
                MemoryMap.Remove(Free, loader->RangeStarts[i], loader->RangeStarts[i] + loader->RangeLengths[i]);
            }
        }

        for (int i = 0; i < Free->Count; i++)
        {
            MemoryMap.Remove(Devices, Free->Starts[i], Free->Ends[i]);
        }

        MemoryMap.Remove(Free, layout->ImageStart, layout->ImageEnd);
        for (int i = 0; i < loader->ModuleCount; i++)
        {
            MemoryMap.Remove(Free, loader->ModuleStarts[i], loader->ModuleEnds[i]);
        }

        return end;
    }

    /// <summary>Takes cleared memory that boot can reach. Does not return when there is too little.</summary>
    public static byte* Allocate(ulong bytes, ulong alignment)
    {
        bytes = (bytes + 4095) & ~4095ul;
        ulong address = MemoryMap.Allocate(Free, bytes, Math.Max(alignment, 4096), X64AddressMap.PhysicalWindowBytes);
        if (address == MemoryMap.NoBlock)
        {
            BootReport.Stop(BootProblem.TooLittleMemory);
        }

        byte* block = (byte*)Machine.ToPointer(address);
        Hardware.Fill(block, 0, bytes);
        return block;
    }
}
