// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Kernel.Bounds;

namespace Caprock.Kernel.Objects;

/// <summary>The queue of a notification.</summary>
public static unsafe class NotificationQueue
{
    /// <summary>Puts a thread into the queue.</summary>
    public static void Insert(Notification* notification, Tcb* thread)
    {
        Tcb* head = notification->Head;
        Tcb* tail = notification->Tail;
        ThreadQueue.Insert(ref head, ref tail, thread);
        Store(notification, head, tail);
        thread->BlockingObject = (ulong)notification;
    }

    /// <summary>Puts a thread into a queue that is empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InsertOnly(Notification* notification, Tcb* thread)
    {
        thread->BlockingObject = (ulong)notification;
        thread->QueueGroup = thread;
        notification->Head = thread;
        notification->Tail = thread;
        notification->State = NotificationState.Waiting;
    }

    /// <summary>Takes a thread out.</summary>
    public static void Remove(Notification* notification, Tcb* thread)
    {
        Tcb* head = notification->Head;
        Tcb* tail = notification->Tail;
        ThreadQueue.Remove(ref head, ref tail, thread);
        Store(notification, head, tail);
    }

    /// <summary>Takes the first thread out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RemoveFirst(Notification* notification, Tcb* first)
    {
        Tcb* next = first->QueueNext;
        notification->Head = next;
        if (next == null)
        {
            notification->Tail = null;
            notification->State = NotificationState.Idle;
        }
        else
        {
            ThreadQueue.DropFirst(first, next);
        }
    }

    /// <summary>Ends the wait of the first thread; true when nobody waits any more.</summary>
    public static bool CancelOne(Notification* notification)
    {
        if (notification->State == NotificationState.Waiting)
        {
            Tcb* thread = notification->Head;
            Remove(notification, thread);
            Thread.Unblock(thread);
        }

        return notification->State != NotificationState.Waiting;
    }

    /// <summary>Takes a notification out of use for good: bindings and the threads that still wait.</summary>
    // Bound: whoever destroys one has emptied its queue before, with preemption points.
    [LoopBound(0)]
    public static void Destroy(Notification* notification)
    {
        if (notification->BoundThread != null)
        {
            Thread.UnbindNotification(notification->BoundThread);
        }

        SchedContexts.UnbindNotification(notification);
        while (!CancelOne(notification))
        {
        }
    }

    private static void Store(Notification* notification, Tcb* head, Tcb* tail)
    {
        notification->Head = head;
        notification->Tail = tail;
        notification->State = head == null ? NotificationState.Idle : NotificationState.Waiting;
    }
}
