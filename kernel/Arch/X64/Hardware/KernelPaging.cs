// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Boot;

namespace Caprock.Kernel.Arch.X64;

/// <summary>The kernel's own page tables, once C# runs. Source: Intel SDM 3A, 4.5.</summary>
/// <remarks>Image: code executable and not writable, constants neither, data writable; physical window and devices writable and
/// not executable. The identity map of the start-up code goes away.</remarks>
public static unsafe class KernelPaging
{
    private const ulong Present = 1;
    private const ulong Writable = 2;
    private const ulong Uncached = 0x18;
    private const ulong LargePage = 0x80;
    private const ulong Global = 0x100;
    private const ulong NoExecute = 1ul << 63;
    private const ulong GiB = 1ul << 30;
    private const int ImageIndex = 510;
    private const int DeviceIndex = 511;
    private const ulong ImageTableBytes = 4 << 20;
    private const ulong EarlyWindowGiB = 4;

    private static BootLayout* layout;

    /// <summary>Maps physical memory up to an address, taking memory below 4 GiB for tables where pages of 1 GiB are missing.</summary>
    public static BootProblem MapWindow(BootLayout* bootLayout, MemoryMap* memory, ulong end)
    {
        layout = bootLayout;
        ulong count = Math.Max((end + GiB - 1) / GiB, EarlyWindowGiB);
        for (ulong i = 0; i < count; i++)
        {
            ulong entry = (i * GiB) | Present | Writable | LargePage | Global | NoExecute;
            if (!ProcessorFeatures.HasHugePages)
            {
                ulong table = i < EarlyWindowGiB
                    ? ImageToPhysical(layout->Directories + (512 * i))
                    : MemoryMap.Allocate(memory, 4096, 4096, EarlyWindowGiB * GiB);
                if (table == MemoryMap.NoBlock)
                {
                    return BootProblem.TooLittleMemory;
                }

                FillDirectory((ulong*)Machine.ToPointer(table), entry);
                entry = table | Present | Writable;
            }

            layout->PointerTable[i] = entry;
        }

        return BootProblem.None;
    }

    /// <summary>Gives the image its final rights and removes the identity map.</summary>
    public static BootProblem ProtectImage()
    {
        if (layout->ImageEnd > ImageTableBytes)
        {
            return BootProblem.KernelTooLarge;
        }

        MapImage(layout->TextStart, layout->TextEnd, Present | Global);
        MapImage(layout->ReadOnlyStart, layout->ReadOnlyEnd, Present | Global | NoExecute);
        MapImage(layout->DataStart, layout->DataEnd, Present | Writable | Global | NoExecute);
        layout->ImageTables[(layout->KernelStackGuard - X64AddressMap.ImageWindow) >> 12] = 0;
        ulong tables = ImageToPhysical(layout->ImageTables);
        layout->ImageDirectory[0] = tables | Present | Writable;
        layout->ImageDirectory[1] = (tables + 4096) | Present | Writable;
        layout->DeviceDirectory[0] = ImageToPhysical(layout->DeviceTable) | Present | Writable;
        layout->PointerTable[ImageIndex] = ImageToPhysical(layout->ImageDirectory) | Present | Writable;
        layout->PointerTable[DeviceIndex] = ImageToPhysical(layout->DeviceDirectory) | Present | Writable;
        layout->Pml4[0] = 0;
        Hardware.WriteCr3(ImageToPhysical(layout->Pml4));
        return BootProblem.None;
    }

    /// <summary>Maps a page of device registers, uncached, at an address of the device area.</summary>
    public static void MapDevice(ulong address, ulong physicalAddress)
    {
        layout->DeviceTable[(address >> 12) & 511] =
            (physicalAddress & ~0xffful) | Present | Writable | Uncached | Global | NoExecute;
        Hardware.InvalidatePage(address);
    }

    /// <summary>Physical address of something in the image.</summary>
    public static ulong ImageToPhysical(void* pointer) => (ulong)pointer - X64AddressMap.ImageWindow;

    private static void MapImage(ulong start, ulong end, ulong rights)
    {
        for (ulong page = start - X64AddressMap.ImageWindow; page < end - X64AddressMap.ImageWindow; page += 4096)
        {
            layout->ImageTables[page >> 12] = page | rights;
        }
    }

    private static void FillDirectory(ulong* directory, ulong firstEntry)
    {
        for (ulong i = 0; i < 512; i++)
        {
            directory[i] = firstEntry + (i << 21);
        }
    }
}
