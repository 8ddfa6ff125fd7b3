// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Fastpath;

/// <summary>ReplyRecv of a server to its caller, while nobody else waits at its endpoint; a passive one gives back the scheduling
/// context it was lent.</summary>
/// <remarks>What it does is what ReplyTransfer.Perform, EndpointTransfer.Receive and Scheduler.Schedule come to then.</remarks>
internal static unsafe class FastReplyReceive
{
    /// <summary>Transfers a message in registers, if everything is as it has to be; else changes nothing.</summary>
    /// <param name="address">Address of the capability to receive from.</param>
    /// <param name="info">Message info.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DirectSwitch TryShort(ulong address, ulong info)
    {
        Tcb* server = Machine.State->CurrentThread;
        if (!FastMessage.IsShort(info)
            || !TryLookup(server, address, out EndpointCapability right, out ReplyCapability reply)
            || HasSignal(server))
        {
            return default;
        }

        Tcb* caller = reply.Object->Thread;
        return IsLastCall(reply.Object, caller, server->SchedContext) && FastSwitch.IsNext(server, caller)
            ? Perform(server, caller, right, reply, info, true)
            : default;
    }

    /// <summary>As TryShort, for a message of any length without capabilities, and to a caller with a scheduling context of its own
    /// too.</summary>
    /// <returns>The thread that goes on, null when nothing has changed.</returns>
    public static Tcb* TryLong(ulong address, ulong info, ulong nowTicks)
    {
        Tcb* server = Machine.State->CurrentThread;
        if (!TryLookup(server, address, out EndpointCapability right, out ReplyCapability reply) || HasSignal(server))
        {
            return null;
        }

        Tcb* caller = reply.Object->Thread;
        if (IsLastCall(reply.Object, caller, server->SchedContext))
        {
            return FastSwitch.IsNext(server, caller)
                ? DirectSwitch.Complete(Perform(server, caller, right, reply, info, false))
                : null;
        }

        return !HasNotificationsTime(server)
            && IsOwnCall(reply.Object, caller)
            && FastSwitch.IsNext(server, caller)
            && Clock.TryEnter(nowTicks)
            && FastSwitch.HasOwnTime(caller)
            ? PerformActive(server, caller, right, reply, info)
            : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DirectSwitch Perform(
        Tcb* server, Tcb* caller, EndpointCapability right, ReplyCapability reply, ulong info, bool isShort)
    {
        FastMessage.Transfer(server, info, 0, caller, isShort);
        Return(server, caller, reply.Object);
        EndpointQueue.InsertOnlyReceiver(right.Object, server);
        server->State = ThreadState.BlockedOnReceive;
        caller->State = ThreadState.Running;
        return DirectSwitch.Prepare(caller);
    }

    /// <summary>Replies to a caller that has kept its own scheduling context, and so has the server.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Tcb* PerformActive(Tcb* server, Tcb* caller, EndpointCapability right, ReplyCapability reply, ulong info)
    {
        FastMessage.Transfer(server, info, 0, caller, false);
        reply.Object->Thread = server;
        server->Reply = reply.Object;
        caller->Reply = null;
        EndpointQueue.InsertOnlyReceiver(right.Object, server);
        server->State = ThreadState.BlockedOnReceive;
        caller->State = ThreadState.Running;
        Scheduler.Continue(caller);
        return caller;
    }

    /// <summary>Looks up both capabilities; false also when anybody waits at the endpoint.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryLookup(Tcb* server, ulong address, out EndpointCapability right, out ReplyCapability reply)
    {
        reply = default;
        right = default;
        return FastMessage.TryLookup(server, address, out Capability source)
            && EndpointCapability.TryAsReceiver(source, out right)
            && EndpointQueue.State(right.Object) == EndpointState.Idle
            && FastMessage.TryLookup(server, ThreadContext.GetReplyRegister(server), out Capability capability)
            && capability.TryAsReply(out reply);
    }

    /// <summary>Whether a thread waits for the reply to a call, not to a fault, with which no scheduling context came.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsOwnCall(Reply* reply, Tcb* caller) =>
        caller != null
        && reply->NextWord == 0
        && caller->State == ThreadState.BlockedOnReply
        && caller->Fault.Type == FaultType.NullFault;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasSignal(Tcb* thread) =>
        thread->BoundNotification != null && thread->BoundNotification->State == NotificationState.Active;

    /// <summary>Whether a thread runs on its notification's scheduling context, which it returns when it blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasNotificationsTime(Tcb* thread) =>
        thread->BoundNotification != null && thread->BoundNotification->SchedContext == thread->SchedContext;

    /// <summary>Whether a thread waits for the reply to a call, not to a fault, and a scheduling context came with that call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsLastCall(Reply* reply, Tcb* caller, SchedContext* context) =>
        reply->NextWord == ((ulong)context | Reply.HeadFlag)
        && caller->Fault.Type == FaultType.NullFault
        && caller->SchedContext == null;

    /// <summary>Gives the scheduling context back, and makes the reply object the server's for its next caller.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Return(Tcb* server, Tcb* caller, Reply* reply)
    {
        SchedContext* context = server->SchedContext;
        Reply* previous = reply->Previous;
        context->Reply = previous;
        if (previous != null)
        {
            previous->NextWord = reply->NextWord;
        }

        reply->Previous = null;
        reply->NextWord = 0;
        reply->Thread = server;
        server->Reply = reply;
        caller->Reply = null;
        FastSwitch.Donate(context, server, caller);
    }
}
