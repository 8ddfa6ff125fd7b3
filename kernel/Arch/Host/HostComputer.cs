// SPDX-License-Identifier: BSD-2-Clause
using System.Text;

namespace Caprock.Kernel.Arch.Host;

/// <summary>A simulated computer with its own memory, clock, devices and kernel state.</summary>
/// <remarks>Kernel code works on the computer that the calling .NET thread has entered, so computers on different threads run
/// side by side, and several on one thread take turns.</remarks>
public sealed unsafe class HostComputer : IDisposable
{
    [ThreadStatic]
    private static HostComputer? current;

    private readonly HostMemory memory;
    private ulong reserved;

    /// <summary>Makes a computer and enters it.</summary>
    /// <param name="memoryBytes">Size of its memory, a multiple of 4 KiB.</param>
    /// <param name="hasPcid">Whether the processor has process-context identifiers.</param>
    public HostComputer(ulong memoryBytes, bool hasPcid)
    {
        memory = new HostMemory(memoryBytes);
        Mmu = new HostMmu(this, hasPcid);
        State = (KernelState*)Reserve((ulong)sizeof(KernelState), 64);
        Enter();
    }

    /// <summary>The computer that the calling thread has entered.</summary>
    public static HostComputer Current => current ?? throw new InvalidOperationException("no simulated computer has been entered");

    /// <summary>Physical address 0 in the kernel's window. Only <see cref="MemoryBytes"/> from here on exist; device addresses lie
    /// behind.</summary>
    public byte* Memory => memory.Start;

    /// <summary>Size of the memory.</summary>
    public ulong MemoryBytes => memory.Bytes;

    /// <summary>The kernel's state.</summary>
    public KernelState* State { get; }

    /// <summary>Address translation as the processor does it, cached translations included.</summary>
    public HostMmu Mmu { get; }

    /// <summary>I/O ports.</summary>
    public HostPorts Ports { get; } = new();

    /// <summary>Pins of the I/O APICs.</summary>
    public HostInterruptController InterruptController { get; } = new();

    /// <summary>Registers that the kernel leaves loaded while a thread runs.</summary>
    public HostRegisters Registers { get; } = new();

    /// <summary>What the kernel has printed.</summary>
    public StringBuilder Console { get; } = new();

    /// <summary>The clock. It stands still unless told otherwise.</summary>
    public ulong Ticks { get; set; }

    /// <summary>When the kernel wants its next timer interrupt.</summary>
    public ulong Deadline { get; set; } = ulong.MaxValue;

    /// <summary>After how many questions at preemption points an interrupt shows up, negative for never.</summary>
    public long PollsUntilInterrupt { get; set; } = -1;

    /// <summary>How often preemption points have asked.</summary>
    public long PollCount { get; private set; }

    /// <summary>First address of memory that the kernel has not reserved.</summary>
    public ulong FirstFreeAddress => (reserved + 0xfff) & ~0xffful;

    /// <summary>Makes kernel code on the calling thread work on this computer.</summary>
    public void Enter() => current = this;

    /// <summary>Reserves cleared memory for the kernel itself, before the rest becomes Untyped.</summary>
    public void* Reserve(ulong bytes, ulong alignment)
    {
        ulong start = (reserved + alignment - 1) & ~(alignment - 1);
        if (start + bytes > MemoryBytes)
        {
            throw new InvalidOperationException("the simulated computer has too little memory");
        }

        reserved = start + bytes;
        return Memory + start;
    }

    /// <summary>What a preemption point is told.</summary>
    public bool PollInterrupt()
    {
        PollCount++;
        if (PollsUntilInterrupt > 0)
        {
            PollsUntilInterrupt--;
        }

        return PollsUntilInterrupt == 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (current == this)
        {
            current = null;
        }

        memory.Dispose();
    }
}
