// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Bounds;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Fastpath;

/// <summary>ReplyRecv of a server to its caller, while nobody else waits at its endpoint: a passive one gives back the scheduling
/// context it was lent, an active one keeps to its own.</summary>
/// <remarks>What it does is what ReplyTransfer.Perform, EndpointTransfer.Receive and Scheduler.Schedule come to then.</remarks>
internal static unsafe class FastReplyReceive
{
    /// <summary>Transfers a message without capabilities, if everything is as it has to be; else changes nothing.</summary>
    /// <param name="address">Address of the capability to receive from.</param>
    /// <param name="info">Message info.</param>
    /// <remarks>A short reply of a passive server needs no call, so that no register need be saved for one.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DirectSwitch Try(ulong address, ulong info)
    {
        if (!FastMessage.IsShort(info))
        {
            return FastMessage.HasNoCaps(info) ? TryLong(address, info) : default;
        }

        Tcb* server = Machine.State->CurrentThread;
        if (!TryLookup(server, address, out EndpointCapability right, out ReplyCapability capability) || FastSwitch.HasSignal(server))
        {
            return default;
        }

        Reply* reply = capability.Object;
        Tcb* caller = reply->Thread;
        if (!IsLastCall(reply, caller, server->SchedContext))
        {
            return TryActive(server, info, caller, right.Object, reply);
        }

        if (!FastSwitch.IsNext(server, caller))
        {
            return default;
        }

        FastMessage.Transfer(server, info, 0, caller);
        return Return(server, caller, right.Object, reply);
    }

    /// <summary>A short reply to a caller that has kept its own scheduling context, and so has the server.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static DirectSwitch TryActive(Tcb* server, ulong info, Tcb* caller, Endpoint* endpoint, Reply* reply)
    {
        if (!IsOwnCall(server, reply, caller) || !FastSwitch.IsNext(server, caller) || !FastSwitch.TryEnter(caller))
        {
            return default;
        }

        FastMessage.Transfer(server, info, 0, caller);
        return GoOn(server, caller, endpoint, reply);
    }

    /// <summary>A reply with words in the IPC buffer.</summary>
    [LoopBound(Limits.MessageMaximumLength / 2)]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static DirectSwitch TryLong(ulong address, ulong info)
    {
        Tcb* server = Machine.State->CurrentThread;
        if (!FastMessage.IsLong(info)
            || !TryLookup(server, address, out EndpointCapability right, out ReplyCapability capability)
            || FastSwitch.HasSignal(server))
        {
            return default;
        }

        Reply* reply = capability.Object;
        Tcb* caller = reply->Thread;
        bool isLent = IsLastCall(reply, caller, server->SchedContext);
        if ((!isLent && !IsOwnCall(server, reply, caller))
            || !FastSwitch.IsNext(server, caller)
            || !FastMessage.TryFindBuffers(server, caller, out ulong* from, out ulong* to)
            || (!isLent && !FastSwitch.TryEnter(caller)))
        {
            return default;
        }

        FastMessage.TransferLong(server, info, 0, caller, from, to);
        return isLent ? Return(server, caller, right.Object, reply) : GoOn(server, caller, right.Object, reply);
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

    /// <summary>Whether a thread waits for the reply to a call, not to a fault, with which no scheduling context came, and server and
    /// caller have their own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsOwnCall(Tcb* server, Reply* reply, Tcb* caller) =>
        caller != null
        && reply->NextWord == 0
        && caller->State == ThreadState.BlockedOnReply
        && caller->Fault.Type == FaultType.NullFault
        && caller->SchedContext != null
        && !FastSwitch.HasNotificationsTime(server);

    /// <summary>Whether a thread waits for the reply to a call, not to a fault, and a scheduling context came with that call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsLastCall(Reply* reply, Tcb* caller, SchedContext* context) =>
        reply->NextWord == ((ulong)context | Reply.HeadFlag)
        && caller->Fault.Type == FaultType.NullFault
        && caller->SchedContext == null;

    /// <summary>Makes the server wait at its endpoint, with the reply object for its next caller.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Wait(Tcb* server, Tcb* caller, Endpoint* endpoint, Reply* reply)
    {
        reply->Thread = server;
        server->Reply = reply;
        caller->Reply = null;
        EndpointQueue.InsertOnlyReceiver(endpoint, server);
        server->State = ThreadState.BlockedOnReceive;
        caller->State = ThreadState.Running;
    }

    /// <summary>Goes on with the caller on its own scheduling context.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DirectSwitch GoOn(Tcb* server, Tcb* caller, Endpoint* endpoint, Reply* reply)
    {
        Wait(server, caller, endpoint, reply);
        return FastSwitch.ToOwnTime(caller);
    }

    /// <summary>Goes on with the caller and gives the scheduling context back to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DirectSwitch Return(Tcb* server, Tcb* caller, Endpoint* endpoint, Reply* reply)
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
        Wait(server, caller, endpoint, reply);
        FastSwitch.Donate(context, server, caller);
        return DirectSwitch.Prepare(caller);
    }
}
