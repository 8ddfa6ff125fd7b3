// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Arch.X64;

/// <summary>What is known of the IOAPICs.</summary>
public unsafe struct IoApicState
{
    /// <summary>How many there are.</summary>
    public int Count;

    /// <summary>Core that all interrupts go to, as a redirection entry's high word has it.</summary>
    public uint Destination;

    /// <summary>Addresses of their registers.</summary>
    public fixed ulong Registers[IoApic.MaximumCount];

    /// <summary>Pins of each.</summary>
    public fixed byte PinCounts[IoApic.MaximumCount];

    /// <summary>By interrupt: IOAPIC in bits 10..8, pin in bits 7..0, and a bit for "connected".</summary>
    public fixed ushort Pins[X64Interrupts.Count];

    /// <summary>By interrupt: low word of the redirection entry, unmasked.</summary>
    public fixed uint Entries[X64Interrupts.Count];
}
