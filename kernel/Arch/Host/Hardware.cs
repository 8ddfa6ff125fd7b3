// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.Host;

/// <summary>The instructions of the image's class of the same name, carried out on the simulated computer.</summary>
public static unsafe class Hardware
{
    // Any place in the save area that FXSAVE gives to registers. Source: Intel SDM 1, table 10-2.
    private const int FloatingPointOffset = 160;

    private static HostComputer Computer => HostComputer.Current;

    /// <summary>Reads a byte from a port.</summary>
    public static byte In8(ulong port) => (byte)Computer.Ports.Read(port, 1);

    /// <summary>Reads 16 bits from a port.</summary>
    public static ushort In16(ulong port) => (ushort)Computer.Ports.Read(port, 2);

    /// <summary>Reads 32 bits from a port.</summary>
    public static uint In32(ulong port) => Computer.Ports.Read(port, 4);

    /// <summary>Writes a byte to a port.</summary>
    public static void Out8(ulong port, byte value) => Computer.Ports.Write(port, 1, value);

    /// <summary>Writes 16 bits to a port.</summary>
    public static void Out16(ulong port, ushort value) => Computer.Ports.Write(port, 2, value);

    /// <summary>Writes 32 bits to a port.</summary>
    public static void Out32(ulong port, uint value) => Computer.Ports.Write(port, 4, value);

    /// <summary>Puts a top-level page table into force.</summary>
    public static void WriteCr3(ulong value) => Computer.Mmu.WriteCr3(value);

    /// <summary>Forgets the translation of a page in the current address space.</summary>
    public static void InvalidatePage(ulong address) => Computer.Mmu.InvalidatePage(address);

    /// <summary>Address of the last page fault.</summary>
    public static ulong ReadCr2() => Computer.Registers.Cr2;

    /// <summary>Sets CR0.TS.</summary>
    public static void SetTaskSwitched() => Computer.Registers.IsTaskSwitched = true;

    /// <summary>Clears CR0.TS.</summary>
    public static void ClearTaskSwitched() => Computer.Registers.IsTaskSwitched = false;

    /// <summary>Stores the bases of FS and GS.</summary>
    public static void StoreBases(ulong* bases)
    {
        bases[0] = Computer.Registers.FsBase;
        bases[1] = Computer.Registers.GsBase;
    }

    /// <summary>Loads the bases of FS and GS.</summary>
    public static void LoadBases(ulong* bases)
    {
        Computer.Registers.FsBase = bases[0];
        Computer.Registers.GsBase = bases[1];
    }

    /// <summary>Stores the bases of FS and GS, and loads others.</summary>
    public static void ExchangeBases(ulong* stored, ulong* loaded)
    {
        StoreBases(stored);
        LoadBases(loaded);
    }

    /// <summary>Writes a model-specific register: those of the segment bases do something.</summary>
    public static void WriteMsr(uint register, ulong value)
    {
        if (register == X64Msr.FsBase)
        {
            Computer.Registers.FsBase = value;
        }
        else if (register == X64Msr.GsBase)
        {
            Computer.Registers.GsBase = value;
        }
    }

    /// <summary>Reads a model-specific register; false when there is none of this number.</summary>
    public static bool TryReadMsr(uint register, ulong* value)
    {
        bool exists = Computer.Registers.ModelSpecific.TryGetValue(register, out ulong found);
        *value = exists ? found : *value;
        return exists;
    }

    /// <summary>Writes a model-specific register; false when there is none of this number.</summary>
    public static bool TryWriteMsr(uint register, ulong value)
    {
        if (!Computer.Registers.ModelSpecific.ContainsKey(register))
        {
            return false;
        }

        Computer.Registers.ModelSpecific[register] = value;
        return true;
    }

    /// <summary>Loads DR0 to DR3 and DR7.</summary>
    public static void LoadBreakpoints(ulong* addresses, ulong control)
    {
        for (int i = 0; i < Computer.Registers.BreakpointAddresses.Length; i++)
        {
            Computer.Registers.BreakpointAddresses[i] = addresses[i];
        }

        Computer.Registers.BreakpointControl = control;
    }

    /// <summary>Switches all breakpoints off.</summary>
    public static void DisableBreakpoints() => Computer.Registers.BreakpointControl = 0;

    /// <summary>Reads what caused a debug exception.</summary>
    public static ulong ReadDebugStatus() => Computer.Registers.DebugStatus;

    /// <summary>Writes what caused a debug exception.</summary>
    public static void WriteDebugStatus(ulong value) => Computer.Registers.DebugStatus = value;

    /// <summary>Saves the floating-point state.</summary>
    public static void ExchangeFpu(void* saved, void* loaded)
    {
        *(ulong*)((byte*)saved + FloatingPointOffset) = Computer.Registers.FloatingPoint;
        LoadFpu(loaded);
    }

    /// <summary>Loads the floating-point state.</summary>
    public static void LoadFpu(void* area) => Computer.Registers.FloatingPoint = *(ulong*)((byte*)area + FloatingPointOffset);
}
