// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Fastpath;

/// <summary>NBSendRecv that signals: the thread that is woken goes on and the current one waits, as when work is handed on from
/// component to component. Both have scheduling contexts of their own.</summary>
/// <remarks>What it does is what NotificationTransfer.Signal, Receiving.Receive and Scheduler.Schedule come to then.</remarks>
internal static unsafe class FastSignalReceive
{
    /// <summary>Signals and waits, if everything is as it has to be; else changes nothing.</summary>
    /// <param name="address">Address of the capability to receive from.</param>
    /// <param name="info">Message info.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DirectSwitch Try(ulong address, ulong info)
    {
        Tcb* current = Machine.State->CurrentThread;
        if (!FastMessage.HasNoCaps(info)
            || !TryFindSleeper(current, out NotificationCapability signal, out Tcb* thread)
            || !TryFindSource(current, address, signal.Object, out Capability source, out Reply* reply)
            || FastSwitch.HasSignal(current)
            || FastSwitch.HasNotificationsTime(current)
            || !FastSwitch.IsNext(current, thread)
            || !FastSwitch.TryEnter(thread))
        {
            return default;
        }

        Wake(thread, signal);
        Wait(current, source, reply);
        return FastSwitch.ToOwnTime(thread);
    }

    /// <summary>Finds the thread that the signal wakes, if it is the first that waits and has a scheduling context.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryFindSleeper(Tcb* current, out NotificationCapability signal, out Tcb* thread)
    {
        signal = default;
        thread = null;
        if (!FastMessage.TryLookup(current, ThreadContext.GetNonBlockingSendRegister(current), out Capability capability)
            || !NotificationCapability.TryAsSender(capability, out signal))
        {
            return false;
        }

        Notification* notification = signal.Object;
        if (notification->State == NotificationState.Waiting)
        {
            thread = notification->Head;
        }
        else
        {
            thread = notification->BoundThread;
            if (notification->State != NotificationState.Idle
                || thread == null
                || thread->State != ThreadState.BlockedOnReceive
                || EndpointQueue.Head((Endpoint*)thread->BlockingObject) != thread)
            {
                return false;
            }
        }

        return thread->SchedContext != null;
    }

    /// <summary>Finds where the current thread waits: an endpoint where nobody else does, or a notification that it may wait for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryFindSource(
        Tcb* current, ulong address, Notification* signalled, out Capability source, out Reply* reply)
    {
        reply = null;
        if (!FastMessage.TryLookup(current, address, out source))
        {
            return false;
        }

        if (EndpointCapability.TryAsReceiver(source, out EndpointCapability endpoint))
        {
            if (EndpointQueue.State(endpoint.Object) != EndpointState.Idle
                || !FastMessage.TryLookup(current, ThreadContext.GetReplyRegister(current), out Capability capability)
                || !capability.TryAsReply(out ReplyCapability right))
            {
                return false;
            }

            reply = right.Object;
            return reply->Thread == null;
        }

        if (!NotificationCapability.TryAsReceiver(source, out NotificationCapability notification))
        {
            return false;
        }

        Notification* awaited = notification.Object;
        return awaited != signalled
            && awaited->State == NotificationState.Idle
            && (awaited->BoundThread == null || awaited->BoundThread == current)
            && awaited->SchedContext != current->SchedContext;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Wake(Tcb* thread, NotificationCapability signal)
    {
        if (thread->State == ThreadState.BlockedOnReceive)
        {
            EndpointQueue.RemoveFirstReceiver((Endpoint*)thread->BlockingObject, thread);
            ReplyStack.Detach(thread);
        }
        else
        {
            NotificationQueue.RemoveFirst(signal.Object, thread);
        }

        ThreadContext.SetBadgeRegister(thread, signal.Badge);
        thread->State = ThreadState.Running;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Wait(Tcb* thread, Capability source, Reply* reply)
    {
        if (reply != null)
        {
            thread->State = ThreadState.BlockedOnReceive;
            ReplyStack.Attach(reply, thread);
            EndpointQueue.InsertOnlyReceiver((Endpoint*)source.ObjectAddress, thread);
        }
        else
        {
            thread->State = ThreadState.BlockedOnNotification;
            NotificationQueue.InsertOnly((Notification*)source.ObjectAddress, thread);
        }
    }
}
