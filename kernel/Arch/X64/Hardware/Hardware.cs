// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.X64;

/// <summary>Instructions that C# cannot say, each a stub of Asm/Hardware.S.</summary>
public static unsafe class Hardware
{
    /// <summary>Reads a byte from a port.</summary>
    [RuntimeImport("hardware_in8")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern byte In8(ulong port);

    /// <summary>Reads 16 bits from a port.</summary>
    [RuntimeImport("hardware_in16")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ushort In16(ulong port);

    /// <summary>Reads 32 bits from a port.</summary>
    [RuntimeImport("hardware_in32")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern uint In32(ulong port);

    /// <summary>Writes a byte to a port.</summary>
    [RuntimeImport("hardware_out8")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Out8(ulong port, byte value);

    /// <summary>Writes 16 bits to a port.</summary>
    [RuntimeImport("hardware_out16")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Out16(ulong port, ushort value);

    /// <summary>Writes 32 bits to a port.</summary>
    [RuntimeImport("hardware_out32")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Out32(ulong port, uint value);

    /// <summary>Reads a model-specific register.</summary>
    [RuntimeImport("hardware_read_msr")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadMsr(uint register);

    /// <summary>Writes a model-specific register.</summary>
    [RuntimeImport("hardware_write_msr")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteMsr(uint register, ulong value);

    /// <summary>Reads a model-specific register; false when the processor refuses.</summary>
    [RuntimeImport("hardware_try_read_msr")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern bool TryReadMsr(uint register, ulong* value);

    /// <summary>Writes a model-specific register; false when the processor refuses.</summary>
    [RuntimeImport("hardware_try_write_msr")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern bool TryWriteMsr(uint register, ulong value);

    /// <summary>Asks the processor about itself; fills eax, ebx, ecx, edx.</summary>
    [RuntimeImport("hardware_cpuid")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Cpuid(uint leaf, uint subleaf, uint* registers);

    /// <summary>Reads the time-stamp counter.</summary>
    [RuntimeImport("hardware_read_timestamp")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadTimestamp();

    /// <summary>Address of the last page fault.</summary>
    [RuntimeImport("hardware_read_cr2")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadCr2();

    /// <summary>Top-level page table in force.</summary>
    [RuntimeImport("hardware_read_cr3")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadCr3();

    /// <summary>Puts a top-level page table into force.</summary>
    [RuntimeImport("hardware_write_cr3")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteCr3(ulong value);

    /// <summary>Reads CR4.</summary>
    [RuntimeImport("hardware_read_cr4")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadCr4();

    /// <summary>Writes CR4.</summary>
    [RuntimeImport("hardware_write_cr4")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteCr4(ulong value);

    /// <summary>Loads DR0 to DR3 and DR7.</summary>
    [RuntimeImport("hardware_load_breakpoints")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void LoadBreakpoints(ulong* addresses, ulong control);

    /// <summary>Switches all breakpoints off (DR7).</summary>
    [RuntimeImport("hardware_disable_breakpoints")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void DisableBreakpoints();

    /// <summary>Reads what caused a debug exception (DR6).</summary>
    [RuntimeImport("hardware_read_debug_status")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadDebugStatus();

    /// <summary>Writes DR6.</summary>
    [RuntimeImport("hardware_write_debug_status")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteDebugStatus(ulong value);

    /// <summary>Forgets the translation of a page in the current address space.</summary>
    [RuntimeImport("hardware_invalidate_page")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void InvalidatePage(ulong address);

    /// <summary>Forgets translations by process-context identifier (INVPCID: kind, then identifier and address).</summary>
    [RuntimeImport("hardware_invalidate_context")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void InvalidateContext(ulong kind, ulong* descriptor);

    /// <summary>Sets CR0.TS, which makes floating-point instructions fault.</summary>
    [RuntimeImport("hardware_set_task_switched")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void SetTaskSwitched();

    /// <summary>Clears CR0.TS.</summary>
    [RuntimeImport("hardware_clear_task_switched")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void ClearTaskSwitched();

    /// <summary>Stores the bases of FS and GS, two words (FSGSBASE).</summary>
    [RuntimeImport("hardware_store_bases")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void StoreBases(ulong* bases);

    /// <summary>Loads the bases of FS and GS (FSGSBASE).</summary>
    [RuntimeImport("hardware_load_bases")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void LoadBases(ulong* bases);

    /// <summary>Stores the bases of FS and GS, and loads others (FSGSBASE).</summary>
    [RuntimeImport("hardware_exchange_bases")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void ExchangeBases(ulong* stored, ulong* loaded);

    /// <summary>Loads descriptor tables and the task register.</summary>
    [RuntimeImport("hardware_load_tables")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void LoadTables(void* gdt, ulong gdtLimit, void* idt, ulong idtLimit, ulong taskSelector);

    /// <summary>Enables extended states (XCR0).</summary>
    [RuntimeImport("hardware_write_xcr0")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void WriteXcr0(uint features);

    /// <summary>Stops for ever, interrupts off.</summary>
    [RuntimeImport("hardware_halt")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Halt();

    /// <summary>Fills bytes.</summary>
    [RuntimeImport("memset")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void* Fill(void* destination, int value, ulong length);

    /// <summary>Copies bytes.</summary>
    [RuntimeImport("memmove")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void* Copy(void* destination, void* source, ulong length);

    /// <summary>Saves the floating-point state, as the profile keeps it, and loads another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ExchangeFpu(void* saved, void* loaded)
    {
        if (ProfileParameters.XSaveFeatures != 0)
        {
            XExchange(saved, loaded, ProfileParameters.XSaveFeatures);
        }
        else
        {
            FxExchange(saved, loaded);
        }
    }

    /// <summary>Loads the floating-point state.</summary>
    public static void LoadFpu(void* area)
    {
        if (ProfileParameters.XSaveFeatures != 0)
        {
            XRestore(area, ProfileParameters.XSaveFeatures);
        }
        else
        {
            FxRestore(area);
        }
    }

    [RuntimeImport("hardware_fxexchange")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void FxExchange(void* saved, void* loaded);

    [RuntimeImport("hardware_fxrstor")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void FxRestore(void* area);

    [RuntimeImport("hardware_xexchange")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void XExchange(void* saved, void* loaded, uint features);

    [RuntimeImport("hardware_xrstor")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void XRestore(void* area, uint features);
}
