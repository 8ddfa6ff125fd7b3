// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;

namespace Caprock.Bench.Kernel;

/// <summary>A thread that takes part in a measurement.</summary>
internal struct Actor
{
    private const ulong InterruptsOn = 0x202;

    /// <summary>The thread.</summary>
    public Tcb Thread;

    /// <summary>Its scheduling context.</summary>
    public SchedContext Context;

    /// <summary>Where its IPC buffer is in its address space.</summary>
    public ulong Buffer;

    /// <summary>Lets it begin.</summary>
    public readonly void Begin(ulong entry, ulong argument0, ulong argument1 = 0, ulong argument2 = 0)
    {
        UserContext registers = default;
        registers.Rip = entry;
        registers.Rflags = InterruptsOn;
        registers.Rdi = argument0;
        registers.Rsi = argument1;
        registers.Rdx = argument2;
        Require.Success(Thread.WriteRegisters(true, 0, UserContext.Length, ref registers));
    }

    /// <summary>Gives it another priority.</summary>
    public readonly void SetPriority(ulong priority) => Require.Success(Thread.SetPriority(World.Self, priority));

    /// <summary>Stops it for good.</summary>
    public readonly void Stop() => Require.Success(Thread.Suspend());
}
