// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;

namespace Caprock.Kernel.Arch.X64;

/// <summary>What this processor has, and switching it on. Source: Intel SDM 2A, CPUID; 3A, 2.5 (control registers).</summary>
public static unsafe class ProcessorFeatures
{
    private const ulong PageGlobal = 1 << 7;
    private const ulong FxSaveRestore = 1 << 9;
    private const ulong SimdExceptions = 1 << 10;
    private const ulong NoUserInstructions = 1 << 11;
    private const ulong FsGsBase = 1 << 16;
    private const ulong ContextIdentifiers = 1 << 17;
    private const ulong ExtendedSave = 1 << 18;
    private const ulong NoSupervisorExecution = 1 << 20;
    private const ulong NoSupervisorAccess = 1 << 21;

    // TF, IF, DF, IOPL, NT, RF, AC: nothing of user level's choice holds in the kernel.
    private const ulong FlagsClearedBySyscall = 0x5_7700;

    // Entries 0 to 3 as after reset (write back, write through, uncached unless MTRRs say otherwise, uncached), 4 write combining,
    // then as from the second on: what VmAttributes count on. Source: Intel SDM 3A, 11.12.2.
    private const ulong AttributeTable = 0x0007_0401_0007_0406;

    private const uint Leaf1Ecx = 0;
    private const uint Leaf1Edx = 1;
    private const uint Leaf7Ebx = 2;
    private const uint ExtendedEdx = 3;

    private static ProcessorFeatureWords words;

    /// <summary>Pages of 1 GiB.</summary>
    public static bool HasHugePages => Has(ExtendedEdx, 26);

    /// <summary>A timer that compares with the time-stamp counter.</summary>
    public static bool HasDeadlineTimer => Has(Leaf1Ecx, 24);

    /// <summary>Process-context identifiers.</summary>
    public static bool HasContextIdentifiers => Has(Leaf1Ecx, 17);

    /// <summary>Instructions for segment bases, where the profile wants them.</summary>
    public static bool HasFsGsBase => ProfileParameters.HasFsGsBaseInstructions && Has(Leaf7Ebx, 0);

    /// <summary>Bits of a physical address.</summary>
    public static int PhysicalAddressBits => words.PhysicalAddressBits;

    /// <summary>Asks the processor. Returns the name of something necessary that it lacks, empty when it has everything.</summary>
    public static ReadOnlySpan<byte> Detect()
    {
        uint* registers = (uint*)Unsafe.AsPointer(ref words.Registers);
        Hardware.Cpuid(0, 0, registers);
        uint highest = registers[0];
        Hardware.Cpuid(1, 0, registers);
        words.Values[Leaf1Ecx] = registers[2];
        words.Values[Leaf1Edx] = registers[3];
        if (highest >= 7)
        {
            Hardware.Cpuid(7, 0, registers);
            words.Values[Leaf7Ebx] = registers[1];
        }

        Hardware.Cpuid(0x8000_0001, 0, registers);
        words.Values[ExtendedEdx] = registers[3];
        Hardware.Cpuid(0x8000_0000, 0, registers);
        words.PhysicalAddressBits = 36;
        if (registers[0] >= 0x8000_0008)
        {
            Hardware.Cpuid(0x8000_0008, 0, registers);
            words.PhysicalAddressBits = (int)(registers[0] & 0xff);
        }

        return Missing();
    }

    /// <summary>Switches on what is there: global pages, SMEP, SMAP, FSGSBASE, floating point, SYSCALL.</summary>
    public static void Enable(BootLayout* layout)
    {
        ulong control = Hardware.ReadCr4() | PageGlobal | FxSaveRestore | SimdExceptions;
        control |= Has(Leaf7Ebx, 7) ? NoSupervisorExecution : 0;
        control |= Has(Leaf7Ebx, 20) ? NoSupervisorAccess : 0;
        control |= HasFsGsBase ? FsGsBase : 0;
        control |= ProfileParameters.XSaveFeatures != 0 ? ExtendedSave : 0;
        Hardware.WriteCr4(control);
        if (ProfileParameters.XSaveFeatures != 0)
        {
            Hardware.WriteXcr0(ProfileParameters.XSaveFeatures);
        }

        Hardware.WriteMsr(X64Msr.PageAttributeTable, AttributeTable);
        Hardware.WriteMsr(X64Msr.SyscallSelectors, (X64Selector.SysretBase << 48) | (X64Selector.KernelCode << 32));
        Hardware.WriteMsr(X64Msr.SyscallTarget, layout->SystemCallEntry);
        Hardware.WriteMsr(X64Msr.SyscallFlagMask, FlagsClearedBySyscall);
    }

    /// <summary>Lets CR3 carry identifiers; it holds identifier 0 now. Source: Intel SDM 3A, 4.10.1.</summary>
    public static void EnableContextIdentifiers() => Hardware.WriteCr4(Hardware.ReadCr4() | ContextIdentifiers);

    private static ReadOnlySpan<byte> Missing()
    {
        if (!Has(Leaf1Edx, 0) || !Has(Leaf1Edx, 24) || !Has(Leaf1Edx, 26))
        {
            return "SSE2 with FXSAVE"u8;
        }

        if (!Has(Leaf1Edx, 4) || !Has(Leaf1Edx, 5))
        {
            return "a time-stamp counter"u8;
        }

        if (!Has(Leaf1Edx, 9))
        {
            return "a local APIC"u8;
        }

        if (!Has(Leaf1Edx, 13) || !Has(Leaf1Edx, 16))
        {
            return "global pages and page attributes"u8;
        }

        if (!Has(ExtendedEdx, 11))
        {
            return "the SYSCALL instruction"u8;
        }

        return ProfileParameters.XSaveFeatures != 0 && !HasExtendedStates() ? "XSAVE with the profile's states"u8 : default;
    }

    /// <summary>Whether XSAVE keeps the profile's states, in no more bytes than a thread has for them.</summary>
    private static bool HasExtendedStates()
    {
        if (!Has(Leaf1Ecx, 26))
        {
            return false;
        }

        uint* registers = (uint*)Unsafe.AsPointer(ref words.Registers);
        Hardware.Cpuid(0xd, 0, registers);
        return (registers[0] & ProfileParameters.XSaveFeatures) == ProfileParameters.XSaveFeatures;
    }

    private static bool Has(uint word, int bit) => (words.Values[word] >> bit & 1) != 0;
}
