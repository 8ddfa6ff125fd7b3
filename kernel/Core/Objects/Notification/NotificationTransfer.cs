// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Objects;

/// <summary>Signalling and waiting.</summary>
public static unsafe class NotificationTransfer
{
    /// <summary>Gives a signal to the thread that waits for it, or keeps it.</summary>
    public static void Signal(Notification* notification, ulong badge)
    {
        Tcb* bound = notification->BoundThread;
        if (notification->State == NotificationState.Waiting)
        {
            Tcb* thread = notification->Head;
            NotificationQueue.RemoveFirst(notification, thread);
            Deliver(notification, thread, badge);
        }
        else if (notification->State == NotificationState.Idle && bound != null && bound->State == ThreadState.BlockedOnReceive)
        {
            Thread.CancelIpc(bound);
            Deliver(notification, bound, badge);
        }
        else
        {
            notification->Badge = notification->State == NotificationState.Active ? notification->Badge | badge : badge;
            notification->State = NotificationState.Active;
        }
    }

    /// <summary>Takes the signals there are, or waits for one, if the thread may.</summary>
    public static void Receive(Tcb* thread, Notification* notification, bool isBlocking)
    {
        if (notification->State == NotificationState.Active)
        {
            Take(notification, thread);
        }
        else if (isBlocking)
        {
            thread->State = ThreadState.BlockedOnNotification;
            NotificationQueue.Insert(notification, thread);
            ReturnSchedContext(notification, thread);
        }
        else
        {
            ThreadContext.SetBadgeRegister(thread, 0);
        }
    }

    /// <summary>Hands the pending signals to a running thread.</summary>
    public static void Take(Notification* notification, Tcb* thread)
    {
        ThreadContext.SetBadgeRegister(thread, notification->Badge);
        notification->State = NotificationState.Idle;
        LendSchedContext(notification, thread);
    }

    /// <summary>A thread that blocks gives a scheduling context that belongs to the notification back to it.</summary>
    public static void ReturnSchedContext(Notification* notification, Tcb* thread)
    {
        if (notification != null && notification->SchedContext != null && notification->SchedContext == thread->SchedContext)
        {
            SchedContexts.UnbindThread(thread->SchedContext);
        }
    }

    private static void Deliver(Notification* notification, Tcb* thread, ulong badge)
    {
        ThreadContext.SetBadgeRegister(thread, badge);
        thread->State = ThreadState.Running;
        if (thread->SchedContext == null)
        {
            LendSchedContext(notification, thread);
        }

        Scheduler.Wake(thread);
    }

    private static void LendSchedContext(Notification* notification, Tcb* thread)
    {
        if (thread->SchedContext != null)
        {
            return;
        }

        SchedContext* context = notification->SchedContext;
        if (context != null && context->Thread == null)
        {
            SchedContexts.Donate(context, thread);
            if (thread == Machine.State->CurrentThread)
            {
                Scheduler.Wake(thread);
            }
        }
    }
}
