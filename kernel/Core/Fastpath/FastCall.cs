// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Bounds;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Fastpath;

/// <summary>Call to a server that waits: a passive one, which is lent the caller's scheduling context, or an active one, which
/// keeps to its own.</summary>
/// <remarks>What it does is what EndpointTransfer.Send, ReplyStack.Push and Scheduler.Schedule come to then.</remarks>
internal static unsafe class FastCall
{
    /// <summary>Transfers a message without capabilities, if everything is as it has to be; else changes nothing.</summary>
    /// <param name="address">Address of the capability.</param>
    /// <param name="info">Message info.</param>
    /// <remarks>A short message to a passive server needs no call, so that no register need be saved for one.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DirectSwitch Try(ulong address, ulong info)
    {
        if (!FastMessage.IsShort(info))
        {
            return FastMessage.HasNoCaps(info) ? TryLong(address, info) : default;
        }

        Tcb* caller = Machine.State->CurrentThread;
        if (!TryFindServer(caller, address, out EndpointCapability right, out Tcb* callee))
        {
            return default;
        }

        if (callee->SchedContext != null)
        {
            return TryActive(caller, info, callee, right.Object, right.Badge);
        }

        FastMessage.Transfer(caller, info, right.Badge, callee);
        Take(callee, right.Object);
        return Lend(caller, callee);
    }

    /// <summary>A short message to an active server.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static DirectSwitch TryActive(Tcb* caller, ulong info, Tcb* callee, Endpoint* endpoint, ulong badge)
    {
        if (!FastSwitch.TryEnter(callee))
        {
            return default;
        }

        FastMessage.Transfer(caller, info, badge, callee);
        Take(callee, endpoint);
        return Await(caller, callee);
    }

    /// <summary>A message with words in the IPC buffer.</summary>
    [LoopBound(Limits.MessageMaximumLength / 2)]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static DirectSwitch TryLong(ulong address, ulong info)
    {
        Tcb* caller = Machine.State->CurrentThread;
        if (!FastMessage.IsLong(info)
            || !TryFindServer(caller, address, out EndpointCapability right, out Tcb* callee)
            || !FastMessage.TryFindBuffers(caller, callee, out ulong* from, out ulong* to))
        {
            return default;
        }

        bool isActive = callee->SchedContext != null;
        if (isActive && !FastSwitch.TryEnter(callee))
        {
            return default;
        }

        FastMessage.TransferLong(caller, info, right.Badge, callee, from, to);
        Take(callee, right.Object);
        return isActive ? Await(caller, callee) : Lend(caller, callee);
    }

    /// <summary>Finds the thread that serves a call, if it waits and would be chosen when the caller blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryFindServer(Tcb* caller, ulong address, out EndpointCapability right, out Tcb* callee)
    {
        right = default;
        callee = null;
        return FastMessage.TryLookup(caller, address, out Capability capability)
            && EndpointCapability.TryAsSender(capability, out right)
            && (right.CanGrant || right.CanGrantReply)
            && EndpointQueue.TryFirstReceiver(right.Object, out callee)
            && callee->Reply != null
            && FastSwitch.IsAtLeast(caller, callee);
    }

    /// <summary>Lets the server, the first that waits at the endpoint, run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(Tcb* callee, Endpoint* endpoint)
    {
        EndpointQueue.RemoveFirstReceiver(endpoint, callee);
        callee->State = ThreadState.Running;
    }

    /// <summary>Makes the caller wait on the callee's reply object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Reply* Block(Tcb* caller, Tcb* callee)
    {
        Reply* reply = callee->Reply;
        callee->Reply = null;
        caller->State = ThreadState.BlockedOnReply;
        caller->Reply = reply;
        reply->Thread = caller;
        return reply;
    }

    /// <summary>Goes on with an active server.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DirectSwitch Await(Tcb* caller, Tcb* callee)
    {
        _ = Block(caller, callee); // Ignored: nothing was lent that the reply would give back.
        return FastSwitch.ToOwnTime(callee);
    }

    /// <summary>Goes on with a passive server, on the caller's scheduling context.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DirectSwitch Lend(Tcb* caller, Tcb* callee)
    {
        SchedContext* context = caller->SchedContext;
        Reply* earlier = context->Reply;
        Reply* reply = Block(caller, callee);
        reply->Previous = earlier;
        reply->NextWord = (ulong)context | Reply.HeadFlag;
        context->Reply = reply;
        if (earlier != null)
        {
            earlier->NextWord = (ulong)reply;
        }

        FastSwitch.Donate(context, caller, callee);
        return DirectSwitch.Prepare(callee);
    }
}
