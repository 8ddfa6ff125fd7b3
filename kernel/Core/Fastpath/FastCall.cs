// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Fastpath;

/// <summary>Call to a server that waits.</summary>
/// <remarks>What it does is what EndpointTransfer.Send, ReplyStack.Push and Scheduler.Schedule come to then.</remarks>
internal static unsafe class FastCall
{
    /// <summary>Transfers a message in registers, if everything is as it has to be; else changes nothing.</summary>
    /// <param name="address">Address of the capability.</param>
    /// <param name="info">Message info.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DirectSwitch TryShort(ulong address, ulong info)
    {
        Tcb* caller = Machine.State->CurrentThread;
        return FastMessage.IsShort(info)
            && FastMessage.TryLookup(caller, address, out Capability capability)
            && EndpointCapability.TryAsSender(capability, out EndpointCapability right)
            && TryFindServer(caller, right, out Tcb* callee)
            && callee->SchedContext == null
            ? Perform(caller, callee, right, info, true)
            : default;
    }

    /// <summary>As TryShort, for a message of any length through a capability that has been looked up, and to a server with a
    /// scheduling context of its own too.</summary>
    /// <returns>The thread that goes on, null when nothing has changed.</returns>
    public static Tcb* TryLong(Tcb* caller, EndpointCapability right, ulong info, ulong nowTicks)
    {
        if (!TryFindServer(caller, right, out Tcb* callee))
        {
            return null;
        }

        if (callee->SchedContext == null)
        {
            return DirectSwitch.Complete(Perform(caller, callee, right, info, false));
        }

        return Clock.TryEnter(nowTicks) && FastSwitch.HasOwnTime(callee) ? PerformActive(caller, callee, right, info) : null;
    }

    /// <summary>Calls a server that keeps to its own scheduling context.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Tcb* PerformActive(Tcb* caller, Tcb* callee, EndpointCapability right, ulong info)
    {
        Reply* reply = callee->Reply;
        EndpointQueue.RemoveFirstReceiver(right.Object, callee);
        FastMessage.Transfer(caller, info, right.Badge, callee, false);
        callee->Reply = null;
        caller->State = ThreadState.BlockedOnReply;
        caller->Reply = reply;
        reply->Thread = caller;
        callee->State = ThreadState.Running;
        Scheduler.Continue(callee);
        return callee;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryFindServer(Tcb* caller, EndpointCapability right, out Tcb* callee)
    {
        callee = null;
        return (right.CanGrant || right.CanGrantReply)
            && EndpointQueue.TryFirstReceiver(right.Object, out callee)
            && callee->Reply != null
            && FastSwitch.IsAtLeast(caller, callee);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DirectSwitch Perform(Tcb* caller, Tcb* callee, EndpointCapability right, ulong info, bool isShort)
    {
        Reply* reply = callee->Reply;

        EndpointQueue.RemoveFirstReceiver(right.Object, callee);
        FastMessage.Transfer(caller, info, right.Badge, callee, isShort);
        callee->Reply = null;
        Await(caller, callee, reply);
        callee->State = ThreadState.Running;
        return DirectSwitch.Prepare(callee);
    }

    /// <summary>Makes the caller wait on the reply object, and lends its scheduling context to the callee.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Await(Tcb* caller, Tcb* callee, Reply* reply)
    {
        SchedContext* context = caller->SchedContext;
        Reply* earlier = context->Reply;
        caller->State = ThreadState.BlockedOnReply;
        caller->Reply = reply;
        reply->Thread = caller;
        reply->Previous = earlier;
        reply->NextWord = (ulong)context | Reply.HeadFlag;
        context->Reply = reply;
        if (earlier != null)
        {
            earlier->NextWord = (ulong)reply;
        }

        FastSwitch.Donate(context, caller, callee);
    }
}
