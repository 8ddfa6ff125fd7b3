// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Bounds;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Objects;

/// <summary>What happens to threads as a whole: suspended, restarted, unblocked, given priorities, finalised.</summary>
public static unsafe class Thread
{
    /// <summary>Whether the thread would run if it had budget.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsRunnable(Tcb* thread) => thread->State == ThreadState.Running || thread->State == ThreadState.Restart;

    /// <summary>Whether the thread waits for a message, a reply or a signal.</summary>
    public static bool IsBlocked(Tcb* thread) =>
        thread->State >= ThreadState.BlockedOnReceive && thread->State <= ThreadState.BlockedOnNotification;

    /// <summary>Ends whatever the thread waits for and leaves it inactive; the system call it was in can be executed again.</summary>
    public static void CancelIpc(Tcb* thread)
    {
        thread->Fault.Type = FaultType.NullFault;
        switch (thread->State)
        {
            case ThreadState.BlockedOnSend:
            case ThreadState.BlockedOnReceive:
                EndpointQueue.Remove(thread);
                ReplyStack.Detach(thread);
                break;
            case ThreadState.BlockedOnNotification:
                NotificationQueue.Remove((Notification*)thread->BlockingObject, thread);
                break;
            case ThreadState.BlockedOnReply:
                ReplyStack.Unlink(thread->Reply);
                ReplyStack.Detach(thread);
                break;
            default:
                return;
        }

        thread->State = ThreadState.Inactive;
    }

    /// <summary>Stops a thread until it is resumed.</summary>
    public static void Suspend(Tcb* thread)
    {
        if (thread->State == ThreadState.Idle)
        {
            return;
        }

        CancelIpc(thread);
        if (thread == Machine.State->Cancellation.Caller)
        {
            Machine.State->Cancellation.Endpoint = null;
        }

        if (thread->YieldTo != null)
        {
            SchedContexts.CompleteYieldTo(thread);
        }

        if (thread->State == ThreadState.Running)
        {
            ThreadContext.SetFaultIp(thread, ThreadContext.GetNextIp(thread));
        }

        thread->State = ThreadState.Inactive;
        Scheduler.Remove(thread);
    }

    /// <summary>Makes a stopped or blocked thread run again; a blocked one repeats its system call.</summary>
    public static void Resume(Tcb* thread)
    {
        if (thread->State == ThreadState.Inactive || IsBlocked(thread))
        {
            CancelIpc(thread);
            thread->State = ThreadState.Restart;
            Scheduler.Wake(thread);
        }
    }

    /// <summary>Makes a thread that a deleted or cancelled queue no longer holds repeat its system call; one stopped by a fault stays
    /// stopped.</summary>
    // Bound: a unit of work ends the wait of one thread; a cancellation that ends does so once more.
    [CallLimit(ProfileParameters.PreemptionWorkUnits + 2)]
    public static void Unblock(Tcb* thread)
    {
        ReplyStack.Detach(thread);
        if (thread->Fault.Type != FaultType.NullFault)
        {
            thread->State = ThreadState.Inactive;
            return;
        }

        thread->State = ThreadState.Restart;
        Scheduler.Wake(thread);
    }

    /// <summary>Changes the priority, and the thread's place in whatever queue it is in.</summary>
    public static void SetPriority(Tcb* thread, byte priority)
    {
        switch (thread->State)
        {
            case ThreadState.BlockedOnSend:
            case ThreadState.BlockedOnReceive:
                Machine.State->Cancellation.Endpoint = null;
                EndpointState state = EndpointQueue.State((Endpoint*)thread->BlockingObject);
                EndpointQueue.Remove(thread);
                thread->Priority = priority;
                EndpointQueue.Insert((Endpoint*)thread->BlockingObject, state, thread);
                break;
            case ThreadState.BlockedOnNotification:
                var notification = (Notification*)thread->BlockingObject;
                NotificationQueue.Remove(notification, thread);
                thread->Priority = priority;
                NotificationQueue.Insert(notification, thread);
                break;
            default:
                ReadyQueues.Remove(thread);
                thread->Priority = priority;
                Requeue(thread);
                break;
        }
    }

    /// <summary>Moves a thread to another domain.</summary>
    public static void SetDomain(Tcb* thread, byte domain)
    {
        ReadyQueues.Remove(thread);
        thread->Domain = domain;
        Requeue(thread);
    }

    /// <summary>Ends the binding between a thread and its notification, if there is one.</summary>
    public static void UnbindNotification(Tcb* thread)
    {
        Notification* notification = thread->BoundNotification;
        if (notification != null)
        {
            notification->BoundThread = null;
            thread->BoundNotification = null;
        }
    }

    /// <summary>Takes a thread out of use for good: bindings, scheduling context, queues, floating-point state.</summary>
    // Bound: a unit of work destroys one thread, because the slots of a thread hold none.
    [CallLimit(ProfileParameters.PreemptionWorkUnits + 1)]
    public static void Destroy(Tcb* thread)
    {
        UnbindNotification(thread);
        SchedContext* context = thread->SchedContext;
        if (context != null)
        {
            SchedContexts.UnbindThread(context);
            SchedContexts.CompleteYieldFrom(context);
        }

        Suspend(thread);
        ThreadContext.Release(thread);
    }

    /// <summary>Puts a thread whose priority or domain changed where it belongs; it may be the current one.</summary>
    private static void Requeue(Tcb* thread)
    {
        if (Scheduler.IsSchedulable(thread) && !Scheduler.IsStillFirst(thread))
        {
            if (thread != Machine.State->CurrentThread && thread != Machine.State->Scheduler.Candidate)
            {
                ReadyQueues.Prepend(thread);
            }

            Scheduler.RescheduleRequired();
        }
    }
}
