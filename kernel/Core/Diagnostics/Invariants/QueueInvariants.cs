// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Diagnostics;

/// <summary>Invariants of endpoints and notifications: the state says who waits, and the queue is in order.</summary>
internal static unsafe class QueueInvariants
{
    private const int MostThreads = 1 << 20;

    /// <summary>Checks an endpoint.</summary>
    public static void Check(Endpoint* endpoint, ref InvariantReport report)
    {
        EndpointState state = EndpointQueue.State(endpoint);
        Tcb* head = EndpointQueue.Head(endpoint);
        report.Require((head == null) == (state == EndpointState.Idle), "an endpoint is idle when nobody waits"u8, endpoint);
        report.Require((head == null) == (endpoint->Tail == 0), "a queue has both ends or neither"u8, endpoint);
        ThreadState expected = state == EndpointState.Sending ? ThreadState.BlockedOnSend : ThreadState.BlockedOnReceive;
        CheckQueue(head, (ulong)endpoint, expected, ref report);
    }

    /// <summary>Checks a notification.</summary>
    public static void Check(Notification* notification, ref InvariantReport report)
    {
        bool isWaiting = notification->State == NotificationState.Waiting;
        report.Require((notification->Head != null) == isWaiting, "a notification's state says whether somebody waits"u8, notification);
        report.Require((notification->Head == null) == (notification->Tail == null), "a queue has both ends or neither"u8, notification);
        report.Require(
            notification->BoundThread == null || notification->BoundThread->BoundNotification == notification,
            "bindings are known to both sides"u8,
            notification);
        report.Require(
            notification->SchedContext == null || notification->SchedContext->Notification == notification,
            "notifications and their contexts name each other"u8,
            notification);
        CheckQueue(notification->Head, (ulong)notification, ThreadState.BlockedOnNotification, ref report);
    }

    private static void CheckQueue(Tcb* head, ulong place, ThreadState expected, ref InvariantReport report)
    {
        int length = 0;
        for (Tcb* thread = head; thread != null; thread = thread->QueueNext)
        {
            report.Require(thread->State == expected && thread->BlockingObject == place, "queued threads wait here"u8, thread);
            report.Require(
                thread->QueueNext == null || thread->QueueNext->Priority <= thread->Priority, "queues are in order of priority"u8, thread);
            if (++length > MostThreads)
            {
                report.Require(false, "queues end"u8, head);
                return;
            }
        }
    }
}
