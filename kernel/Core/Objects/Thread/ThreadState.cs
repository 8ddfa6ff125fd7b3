// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Objects;

/// <summary>What a thread is doing, as the scheduler and the queues see it.</summary>
public enum ThreadState : ulong
{
    /// <summary>Never resumed, or suspended.</summary>
    Inactive = 0,

    /// <summary>Runnable; continues after its last kernel entry.</summary>
    Running = 1,

    /// <summary>Runnable; executes its faulting or interrupted instruction again (FaultIp).</summary>
    Restart = 2,

    /// <summary>In an endpoint's queue, waiting for a sender.</summary>
    BlockedOnReceive = 3,

    /// <summary>In an endpoint's queue, waiting for a receiver.</summary>
    BlockedOnSend = 4,

    /// <summary>Has called; a reply object names it.</summary>
    BlockedOnReply = 5,

    /// <summary>In a notification's queue.</summary>
    BlockedOnNotification = 6,

    /// <summary>The thread that runs when no other can.</summary>
    Idle = 7,
}
