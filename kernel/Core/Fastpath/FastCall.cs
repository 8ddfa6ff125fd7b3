// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Fastpath;

/// <summary>Call to a passive server that waits.</summary>
/// <remarks>What it does is what EndpointTransfer.Send, ReplyStack.Push and Scheduler.Schedule come to then.</remarks>
internal static unsafe class FastCall
{
    /// <summary>Transfers a message in registers, if everything is as it has to be; else changes nothing.</summary>
    /// <param name="address">Address of the capability.</param>
    /// <param name="info">Message info.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DirectSwitch TryShort(ulong address, ulong info) => TryPerform(address, info, true);

    /// <summary>As TryShort, for a message of any length.</summary>
    public static DirectSwitch TryLong(ulong address, ulong info) => TryPerform(address, info, false);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DirectSwitch TryPerform(ulong address, ulong info, bool isShort)
    {
        Tcb* caller = Machine.State->CurrentThread;
        if (!FastMessage.IsSuitable(info, isShort)
            || !FastMessage.TryLookup(caller, address, out Capability capability)
            || !EndpointCapability.TryAsSender(capability, out EndpointCapability right)
            || !(right.CanGrant || right.CanGrantReply)
            || !EndpointQueue.TryFirstReceiver(right.Object, out Tcb* callee))
        {
            return default;
        }

        Reply* reply = callee->Reply;
        if (reply == null || callee->SchedContext != null || !FastSwitch.IsAtLeast(caller, callee))
        {
            return default;
        }

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
