// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Kernel.Objects;

/// <summary>Links between reply objects, the threads they name, and the scheduling context lent along a chain of calls.</summary>
/// <remarks>A reply object and its thread name each other or neither does. Along Previous lie earlier calls; NextWord of the most
/// recent one names the scheduling context. An object in the middle can be taken out without breaking the chain.</remarks>
public static unsafe class ReplyStack
{
    /// <summary>Makes a reply object and a thread name each other; nothing without a reply object.</summary>
    public static void Attach(Reply* reply, Tcb* thread)
    {
        thread->Reply = reply;
        if (reply != null)
        {
            reply->Thread = thread;
        }
    }

    /// <summary>Undoes Attach, if the thread has a reply object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Detach(Tcb* thread)
    {
        if (thread->Reply != null)
        {
            thread->Reply->Thread = null;
            thread->Reply = null;
        }
    }

    /// <summary>Makes a caller wait on a reply object, and lends its scheduling context to a passive callee.</summary>
    public static void Push(Tcb* caller, Tcb* callee, Reply* reply, bool canDonate)
    {
        SchedContext* context = caller->SchedContext;
        caller->State = ThreadState.BlockedOnReply;
        Attach(reply, caller);
        if (context == null || callee->SchedContext != null || !canDonate)
        {
            return;
        }

        Reply* earlier = context->Reply;
        reply->Previous = earlier;
        reply->NextWord = (ulong)context | Reply.HeadFlag;
        if (earlier != null)
        {
            earlier->NextWord = (ulong)reply;
        }

        context->Reply = reply;
        SchedContexts.Donate(context, callee);
    }

    /// <summary>Ends the wait of a reply object's caller: gives it its scheduling context back if that is still lent, and leaves it
    /// inactive.</summary>
    public static void Pop(Reply* reply)
    {
        Tcb* caller = reply->Thread;
        SchedContext* context = LentContext(reply);
        Unlink(reply);
        Detach(caller);
        caller->State = ThreadState.Inactive;
        if (context != null && caller->SchedContext == null)
        {
            SchedContexts.Donate(context, caller);
        }
    }

    /// <summary>Takes a reply object out of its chain; the scheduling context stays where it is.</summary>
    public static void Unlink(Reply* reply)
    {
        if (reply == null)
        {
            return;
        }

        SchedContext* context = LentContext(reply);
        Reply* previous = reply->Previous;
        if (context != null)
        {
            context->Reply = previous;
        }
        else if (reply->NextWord != 0)
        {
            ((Reply*)reply->NextWord)->Previous = previous;
        }

        if (previous != null)
        {
            previous->NextWord = reply->NextWord;
        }

        reply->Previous = null;
        reply->NextWord = 0;
    }

    /// <summary>Takes a reply object out of use: a caller gets its scheduling context back and stops, a receiver that waits with it
    /// stops.</summary>
    public static void Destroy(Reply* reply)
    {
        Tcb* thread = reply->Thread;
        if (thread == null)
        {
            return;
        }

        if (thread->State == ThreadState.BlockedOnReply)
        {
            thread->Fault.Type = Abi.FaultType.NullFault;
            Pop(reply);
        }
        else
        {
            Thread.CancelIpc(thread);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static SchedContext* LentContext(Reply* reply) =>
        (reply->NextWord & Reply.HeadFlag) == 0 ? null : (SchedContext*)(reply->NextWord & ~Reply.HeadFlag);
}
