// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Arch.X64;

/// <summary>A thread's breakpoints and how it is single-stepped. All zero: neither.</summary>
public unsafe struct X64DebugState
{
    /// <summary>What DR7 is while the thread runs: which breakpoints are on, and of what kind.</summary>
    public ulong Control;

    /// <summary>DR0 to DR3: where they are.</summary>
    public fixed ulong Addresses[4];

    /// <summary>Instructions from one report to the next, zero when the thread is not single-stepped.</summary>
    public ulong StepInterval;

    /// <summary>Instructions to the next report.</summary>
    public ulong StepsLeft;
}
