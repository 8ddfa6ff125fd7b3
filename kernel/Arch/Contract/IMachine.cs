// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Arch.Contract;

/// <summary>What the portable kernel asks of the processor and its interrupt controller and timer. Alias: Machine.</summary>
public unsafe interface IMachine
{
    /// <summary>Where the kernel's state lives.</summary>
    static abstract KernelState* State { get; }

    /// <summary>Address in the kernel's window of a physical address.</summary>
    static abstract void* ToPointer(ulong physicalAddress);

    /// <summary>Physical address of a place in the kernel's window.</summary>
    static abstract ulong ToPhysical(void* pointer);

    /// <summary>Clears words, in the shortest way the processor has.</summary>
    static abstract void Zero(ulong* destination, ulong count);

    /// <summary>The clock, in timer ticks since some fixed moment.</summary>
    static abstract ulong ReadTicks();

    /// <summary>Asks for a timer interrupt at a moment (absolute ticks); one in the past comes at once.</summary>
    /// <param name="ticks">The moment.</param>
    /// <param name="nowTicks">The clock when it was read last. The interrupt may be late by as much as it is earlier than now.</param>
    static abstract void SetDeadline(ulong ticks, ulong nowTicks);

    /// <summary>Timer ticks in a microsecond.</summary>
    static abstract ulong TicksPerMicrosecond { get; }

    /// <summary>Ticks that the kernel needs at most between reading the clock and returning to user level (WCET margin).</summary>
    static abstract ulong KernelTimeMarginTicks { get; }

    /// <summary>Whether an interrupt waits; asked at preemption points only.</summary>
    static abstract bool IsInterruptPending();

    /// <summary>Lets an interrupt line be delivered, or holds it back.</summary>
    static abstract void SetInterruptMask(ulong irq, bool masked);

    /// <summary>Writes one character to the debug console; nothing in release builds.</summary>
    static abstract void PutCharacter(byte character);

    /// <summary>Stops the machine for ever.</summary>
    static abstract void Halt();
}
