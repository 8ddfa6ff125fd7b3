// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Arch.Host;

namespace Caprock.Tests.Unit.Kernel.Ipc;

/// <summary>A simulated computer with memory that belongs to a test.</summary>
public sealed unsafe class IpcMachine : IDisposable
{
    private const ulong ArenaBytes = 4 << 20;
    private const ulong MaximumAlignment = 1 << 16;
    private const ulong BootTicks = 1_000_000_000;

    private readonly HostComputer computer = new(32 << 20, hasPcid: true);
    private readonly byte* arena;
    private ulong used;

    public IpcMachine()
    {
        arena = (byte*)computer.Reserve(ArenaBytes, MaximumAlignment);
        computer.Ticks = BootTicks;
        HostBoot.Start(computer);
    }

    public ulong Now
    {
        get => computer.Ticks;
        set => computer.Ticks = value;
    }

    public ulong Deadline => computer.Deadline;

    public bool InterruptPending
    {
        set => computer.PollsUntilInterrupt = value ? 0 : -1;
    }

    /// <summary>Cleared memory, aligned to its size.</summary>
    public void* Allocate(ulong bytes)
    {
        ulong alignment = Math.Min(System.Numerics.BitOperations.RoundUpToPowerOf2(bytes), MaximumAlignment);
        ulong start = (used + alignment - 1) & ~(alignment - 1);
        used = start + bytes;
        return used <= ArenaBytes ? arena + start : throw new InvalidOperationException("the test needs more memory");
    }

    public void Dispose() => computer.Dispose();
}
