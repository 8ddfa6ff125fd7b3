// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Objects;

/// <summary>An amount of budget and the time from which it may be used.</summary>
public struct Refill
{
    /// <summary>When it becomes usable.</summary>
    public ulong ReleaseTimeTicks;

    /// <summary>How much.</summary>
    public ulong AmountTicks;
}
