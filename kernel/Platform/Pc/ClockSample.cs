// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Platform.Pc;

/// <summary>Three clocks read at the same moment.</summary>
public struct ClockSample
{
    /// <summary>Reference clock.</summary>
    public uint Reference;

    /// <summary>Time-stamp counter.</summary>
    public ulong Ticks;

    /// <summary>Local APIC timer, running down.</summary>
    public uint Counts;
}
