// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Boot;

namespace Caprock.Kernel.Arch.X64;

/// <summary>The kernel's own page tables, once C# runs. Source: Intel SDM 3A, 4.5.</summary>
/// <remarks>Image: code executable and not writable, constants neither, data writable; physical window and devices writable and
/// not executable. The window's mapping of code and constants is not writable either, for which its first GiB is in smaller
/// pages. The tables are written through the window, which the start-up code has mapped up to 4 GiB.</remarks>
public static unsafe class X64KernelTables
{
    private const ulong Uncached = 0x18;
    private const ulong Global = 0x100;
    private const ulong NoExecute = 1ul << 63;
    private const ulong Table = X64PageEntry.Present | X64PageEntry.Writable;
    private const ulong Data = X64PageEntry.Present | X64PageEntry.Writable | Global | NoExecute;
    private const ulong Constants = X64PageEntry.Present | Global | NoExecute;
    private const ulong Code = X64PageEntry.Present | Global;
    private const ulong GiB = 1ul << 30;
    private const ulong MiB2 = 2ul << 20;
    private const ulong PageBytes = 4096;
    private const ulong EarlyWindowGiB = 4;
    private const ulong ImageTableCount = 2;
    private const int ImageIndex = 510;
    private const int DeviceIndex = 511;

    /// <summary>Writes the tables; afterwards the layout's Pml4 can be loaded. What is mapped now stays mapped until then.</summary>
    /// <param name="layout">Where image and tables are.</param>
    /// <param name="memory">Free memory, for tables where pages of 1 GiB are missing.</param>
    /// <param name="end">End of the memory to map in the window.</param>
    /// <param name="hasHugePages">Whether there are pages of 1 GiB.</param>
    public static BootProblem Build(BootLayout* layout, MemoryMap* memory, ulong end, bool hasHugePages)
    {
        if (layout->ImageEnd > ImageTableCount * MiB2)
        {
            return BootProblem.KernelTooLarge;
        }

        MapImage(layout);
        BootProblem problem = MapWindow(layout, memory, end, hasHugePages);
        if (problem != BootProblem.None)
        {
            return problem;
        }

        ulong devices = ImageToPhysical(layout->DeviceDirectory);
        InWindow(devices)[0] = ImageToPhysical(layout->DeviceTable) | Table;
        InWindow(ImageToPhysical(layout->PointerTable))[DeviceIndex] = devices | Table;
        InWindow(ImageToPhysical(layout->Pml4))[0] = 0;
        return BootProblem.None;
    }

    /// <summary>Entry of the device table for a page of device registers, uncached.</summary>
    public static ulong ForDevice(ulong physicalAddress) => (physicalAddress & X64PageEntry.AddressMask) | Uncached | Data;

    /// <summary>Physical address of something in the image.</summary>
    public static ulong ImageToPhysical(void* pointer) => (ulong)pointer - X64AddressMap.ImageWindow;

    /// <summary>The image's own addresses. Code that runs now is mapped alike before and after.</summary>
    private static void MapImage(BootLayout* layout)
    {
        ulong tables = ImageToPhysical(layout->ImageTables);
        ulong* entries = InWindow(tables);
        Fill(entries, layout->TextStart, layout->TextEnd, Code);
        Fill(entries, layout->ReadOnlyStart, layout->ReadOnlyEnd, Constants);
        Fill(entries, layout->DataStart, layout->DataEnd, Data);
        entries[(layout->KernelStackGuard - X64AddressMap.ImageWindow) / PageBytes] = 0;
        ulong directory = ImageToPhysical(layout->ImageDirectory);
        for (ulong i = 0; i < ImageTableCount; i++)
        {
            InWindow(directory)[i] = (tables + (i * PageBytes)) | Table;
        }

        InWindow(ImageToPhysical(layout->PointerTable))[ImageIndex] = directory | Table;
    }

    private static BootProblem MapWindow(BootLayout* layout, MemoryMap* memory, ulong end, bool hasHugePages)
    {
        ulong* pointers = InWindow(ImageToPhysical(layout->PointerTable));
        ulong count = Math.Max((end + GiB - 1) / GiB, EarlyWindowGiB);
        for (ulong i = 0; i < count; i++)
        {
            ulong page = (i * GiB) | Data | X64PageEntry.IsPage;
            if (hasHugePages && i != 0)
            {
                pointers[i] = page;
                continue;
            }

            ulong table = i < EarlyWindowGiB
                ? ImageToPhysical(layout->Directories + (512 * i))
                : MemoryMap.Allocate(memory, PageBytes, PageBytes, EarlyWindowGiB * GiB);
            if (table == MemoryMap.NoBlock)
            {
                return BootProblem.TooLittleMemory;
            }

            MapDirectory(layout, InWindow(table), page);
            pointers[i] = table | Table;
        }

        return BootProblem.None;
    }

    /// <summary>A GiB of the window in pages of 2 MiB, those with the image in pages of 4 KiB.</summary>
    private static void MapDirectory(BootLayout* layout, ulong* directory, ulong firstPage)
    {
        ulong imageTables = 0;
        if ((firstPage & X64PageEntry.AddressMask) == 0)
        {
            ulong tables = ImageToPhysical(layout->WindowTables);
            ulong* entries = InWindow(tables);
            Fill(entries, X64AddressMap.ImageWindow, X64AddressMap.ImageWindow + (ImageTableCount * MiB2), Data);
            Fill(entries, layout->TextStart, layout->TextEnd, Constants);
            Fill(entries, layout->ReadOnlyStart, layout->ReadOnlyEnd, Constants);
            for (; imageTables < ImageTableCount; imageTables++)
            {
                directory[imageTables] = (tables + (imageTables * PageBytes)) | Table;
            }
        }

        for (ulong i = imageTables; i < 512; i++)
        {
            directory[i] = firstPage + (i * MiB2);
        }
    }

    /// <summary>Entries for the pages between two linked addresses, in tables that begin at the start of the image's window.</summary>
    private static void Fill(ulong* entries, ulong start, ulong end, ulong rights)
    {
        for (ulong page = start - X64AddressMap.ImageWindow; page < end - X64AddressMap.ImageWindow; page += PageBytes)
        {
            entries[page / PageBytes] = page | rights;
        }
    }

    private static ulong* InWindow(ulong physicalAddress) => (ulong*)Machine.ToPointer(physicalAddress);
}
