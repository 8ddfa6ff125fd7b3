// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Fastpath;

/// <summary>Send: a signal after which the current thread goes on, and a shorter way to what else is often sent.</summary>
/// <remarks>What a signal does is what NotificationTransfer.Signal and Scheduler.Schedule come to then. The clock is not read for
/// it: a refill that was usable when it was read last is usable now.</remarks>
internal static unsafe class FastSend
{
    /// <summary>Serves the system call.</summary>
    /// <param name="address">Address of the capability.</param>
    /// <param name="info">Message info.</param>
    /// <param name="number">The system call's number.</param>
    /// <param name="nowTicks">The clock.</param>
    /// <returns>The thread that goes on.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tcb* Perform(ulong address, ulong info, long number, ulong nowTicks)
    {
        Tcb* current = Machine.State->CurrentThread;
        if (FastMessage.HasNoCaps(info) && FastMessage.TryLookup(current, address, out Capability capability))
        {
            if (NotificationCapability.TryAsSender(capability, out NotificationCapability notification))
            {
                if (TrySignal(notification.Object, notification.Badge, current))
                {
                    return current;
                }

                if (Clock.TryEnter(nowTicks))
                {
                    NotificationTransfer.Signal(notification.Object, notification.Badge);
                    return Scheduler.Finish();
                }
            }
            else if (EndpointCapability.TryAsSender(capability, out EndpointCapability endpoint) && Clock.TryEnter(nowTicks))
            {
                EndpointTransfer.Send(current, endpoint, InvocationKind.Send);
                return Scheduler.Finish();
            }
        }

        return SystemCalls.HandleOrdinary(address, info, number, nowTicks);
    }

    /// <summary>Whether a signal could be delivered without a switch; else nothing has changed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TrySignal(Notification* notification, ulong badge, Tcb* current)
    {
        if (notification->State == NotificationState.Waiting)
        {
            return TryWake(notification, badge, current);
        }

        if (notification->State == NotificationState.Active)
        {
            notification->Badge |= badge;
            return true;
        }

        if (notification->BoundThread != null && notification->BoundThread->State == ThreadState.BlockedOnReceive)
        {
            return false;
        }

        notification->Badge = badge;
        notification->State = NotificationState.Active;
        return true;
    }

    /// <summary>Hands a signal to the first waiting thread and makes it ready, if it is no more urgent than the current thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryWake(Notification* notification, ulong badge, Tcb* current)
    {
        Tcb* thread = notification->Head;
        SchedContext* context = thread->SchedContext;
        if (context == null
            || context->IsSporadic != 0
            || thread->Priority > current->Priority
            || !FastSwitch.IsInCurrentDomain(thread)
            || !Refills.IsReleasedInline(context))
        {
            return false;
        }

        ThreadContext.SetBadgeRegister(thread, badge);
        thread->State = ThreadState.Running;
        NotificationQueue.RemoveFirst(notification, thread);
        ReadyQueues.Insert(thread, atEnd: thread->Priority == current->Priority);
        return true;
    }
}
