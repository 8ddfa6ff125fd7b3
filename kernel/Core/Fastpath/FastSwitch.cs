// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Fastpath;

/// <summary>Switching directly from the current thread to the one it sends to.</summary>
/// <remarks>When that one gets its scheduling context, the context stays current, so that nothing has to be charged and the timer is
/// right as it is: what time has passed since the clock was read last is accounted for at the next ordinary entry, the timer's at
/// the latest.
/// Relies on what holds whenever the kernel is entered: no ready thread of the current domain is more urgent than the current
/// thread, nothing is left for the scheduler to decide, and a blocked thread neither is in a queue of the scheduler nor waits
/// for another thread's time to be returned (Tcb.YieldTo).</remarks>
internal static unsafe class FastSwitch
{
    /// <summary>Whether a thread is as urgent as the current one, and so would be chosen if it became ready while that one blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAtLeast(Tcb* current, Tcb* thread) => IsInCurrentDomain(thread) && thread->Priority >= current->Priority;

    /// <summary>Whether a thread would be chosen if it became ready while the current thread blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNext(Tcb* current, Tcb* thread) =>
        IsInCurrentDomain(thread)
        && (thread->Priority >= current->Priority || thread->Priority >= ReadyQueues.HighestPriority(thread->Domain));

    /// <summary>Whether a thread belongs to the domain that has the processor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsInCurrentDomain(Tcb* thread) =>
        ProfileParameters.DomainCount == 1 || thread->Domain == Machine.State->Scheduler.CurrentDomain;

    /// <summary>Whether a thread that receives gets a signal of its notification.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasSignal(Tcb* thread) =>
        thread->BoundNotification != null && thread->BoundNotification->State == NotificationState.Active;

    /// <summary>Whether a thread runs on its notification's scheduling context, which it returns when it blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasNotificationsTime(Tcb* thread) =>
        thread->BoundNotification != null && thread->BoundNotification->SchedContext == thread->SchedContext;

    /// <summary>Reads the clock. Whether the current thread's time is not up, and a blocked thread can run on with a scheduling context
    /// of its own as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryEnter(Tcb* thread) =>
        Clock.TryEnter(Machine.ReadTicks())
        && thread->SchedContext->IsSporadic == 0
        && Refills.IsReleasedInline(thread->SchedContext);

    /// <summary>Goes on with a thread that TryEnter accepted, on its own scheduling context.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DirectSwitch ToOwnTime(Tcb* thread)
    {
        Scheduler.TakeContextOf(thread);
        return DirectSwitch.Prepare(thread);
    }

    /// <summary>Gives the current thread's scheduling context to a passive thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Donate(SchedContext* context, Tcb* from, Tcb* to)
    {
        from->SchedContext = null;
        to->SchedContext = context;
        context->Thread = to;
    }
}
