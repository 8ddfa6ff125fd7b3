// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Arch.X64;

/// <summary>What CPUID said.</summary>
public unsafe struct ProcessorFeatureWords
{
    /// <summary>Registers with feature bits.</summary>
    public fixed uint Values[4];

    /// <summary>Where CPUID's registers are put.</summary>
    public CpuidRegisters Registers;

    /// <summary>Bits of a physical address.</summary>
    public int PhysicalAddressBits;
}
