// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Arch.X64;

/// <summary>Where the image's parts are: the table boot_layout of Asm/Boot.S. Physical where it says so, else linked addresses.</summary>
public unsafe struct BootLayout
{
    /// <summary>First byte of the image; physical.</summary>
    public ulong ImageStart;

    /// <summary>First byte behind the image; physical.</summary>
    public ulong ImageEnd;

    public ulong TextStart;
    public ulong TextEnd;
    public ulong ReadOnlyStart;
    public ulong ReadOnlyEnd;
    public ulong DataStart;
    public ulong DataEnd;

    /// <summary>Top-level table, level below it, and four directories for the first 4 GiB of the window.</summary>
    public ulong* Pml4;
    public ulong* PointerTable;
    public ulong* Directories;

    /// <summary>Tables of the image: a directory and two page tables.</summary>
    public ulong* ImageDirectory;
    public ulong* ImageTables;

    /// <summary>Two page tables of the window, for the memory the image is in.</summary>
    public ulong* WindowTables;

    /// <summary>Tables of the kernel's own devices.</summary>
    public ulong* DeviceDirectory;
    public ulong* DeviceTable;

    public CoreArea* Core;
    public ulong* InterruptTable;

    /// <summary>Entry of the first exception; the next are 16 bytes apart.</summary>
    public ulong ExceptionStubs;

    /// <summary>Entry of the first interrupt; the next are 8 bytes apart, and the last serves every vector above.</summary>
    public ulong InterruptStubs;
    public ulong SystemCallEntry;
    public ulong NmiEntry;
    public ulong DebugEntry;
    public ulong IdleLoop;

    /// <summary>Page below the kernel's stack.</summary>
    public ulong KernelStackGuard;
    public ulong KernelStackTop;
    public ulong FaultStackTop;
    public ulong NmiStackTop;
    public ulong DebugStackTop;

    /// <summary>Time-stamp counter when the loader handed over; physical address.</summary>
    public ulong EntryTimestamp;
}
