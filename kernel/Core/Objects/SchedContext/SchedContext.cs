// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Objects;

/// <summary>A right to processor time: a budget in each period, kept as a ring of refills behind this header.</summary>
/// <remarks>The header is 96 bytes; refills of 16 bytes fill the rest of the object, so the smallest (2^7 bytes, libsel4's
/// seL4_CoreSchedContextBytes) holds the two that every context needs. Times are in timer ticks of the machine.</remarks>
public unsafe struct SchedContext
{
    /// <summary>Bytes before the first refill.</summary>
    public const int HeaderBytes = 96;

    /// <summary>Length of the period.</summary>
    public ulong PeriodTicks;

    /// <summary>Budget of a period.</summary>
    public ulong BudgetTicks;

    /// <summary>Time charged since user level last asked, less what it was told before that was charged (modulo 2^64).</summary>
    public ulong ConsumedTicks;

    /// <summary>Thread that runs on this context.</summary>
    public Tcb* Thread;

    /// <summary>Most recent call made on this context.</summary>
    public Reply* Reply;

    /// <summary>Notification the context is bound to.</summary>
    public Notification* Notification;

    /// <summary>Told to timeout handlers.</summary>
    public ulong Badge;

    /// <summary>Thread that yielded to this context and waits for the time consumed.</summary>
    public Tcb* YieldFrom;

    /// <summary>Index of the first refill of the ring.</summary>
    public ushort RefillHead;

    /// <summary>Number of refills in use, zero when the context is not configured (inactive).</summary>
    public ushort RefillCount;

    /// <summary>Most refills that may be in use.</summary>
    public ushort RefillMaximum;

    /// <summary>Core the context belongs to.</summary>
    public ushort Core;

    /// <summary>Whether unused budget is sporadic (kept) or constant bandwidth.</summary>
    public ulong IsSporadic;

    /// <summary>Key in the release queue while queued there.</summary>
    public ulong ReleaseTimeTicks;

    private readonly ulong reserved;
}
