// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Objects;

/// <summary>A word of signals (64 bytes): waiting threads, or signals that nobody has taken yet.</summary>
public unsafe struct Notification
{
    /// <summary>Idle, waiting (queue not empty) or active (signals pending).</summary>
    public NotificationState State;

    /// <summary>Signals that have arrived, or'ed together.</summary>
    public ulong Badge;

    /// <summary>First waiting thread.</summary>
    public Tcb* Head;

    /// <summary>Last waiting thread.</summary>
    public Tcb* Tail;

    /// <summary>Thread bound to the notification, which receives signals while it waits on an endpoint.</summary>
    public Tcb* BoundThread;

    /// <summary>Scheduling context lent to a passive thread that the notification wakes.</summary>
    public SchedContext* SchedContext;

    private readonly ulong reserved0;
    private readonly ulong reserved1;
}
