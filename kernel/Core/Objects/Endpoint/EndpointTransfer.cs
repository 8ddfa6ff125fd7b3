// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Objects;

/// <summary>Sending and receiving through an endpoint: whoever comes second transfers the message.</summary>
public static unsafe class EndpointTransfer
{
    /// <summary>Sends the message of a thread, or the fault it is stopped by; without a receiver it blocks, if it may.</summary>
    /// <remarks>A fault is sent as if by a call. A passive receiver gets the sender's scheduling context when canDonate: for good,
    /// or lent through its reply object when the sender waits for a reply.</remarks>
    public static void Send(Tcb* thread, EndpointCapability capability, InvocationKind kind)
    {
        Endpoint* endpoint = capability.Object;
        if (!EndpointQueue.TryFirstReceiver(endpoint, out Tcb* receiver))
        {
            if ((kind & InvocationKind.IsBlocking) != 0)
            {
                thread->State = ThreadState.BlockedOnSend;
                thread->BlockingBadge = capability.Badge;
                thread->Blocked = FlagsOf(thread, capability, kind);
                EndpointQueue.Insert(endpoint, EndpointState.Sending, thread);
            }

            return;
        }

        EndpointQueue.RemoveFirstReceiver(endpoint, receiver);
        MessageTransfer.Transfer(thread, endpoint, capability.Badge, capability.CanGrant, receiver);
        Reply* reply = receiver->Reply;
        ReplyStack.Detach(receiver);
        receiver->State = ThreadState.Running;
        bool canDonate = (kind & InvocationKind.CanDonate) != 0;
        if ((kind & InvocationKind.IsCall) != 0 || thread->Fault.Type != FaultType.NullFault)
        {
            AwaitReply(thread, receiver, reply, FlagsOf(thread, capability, kind), canDonate);
        }
        else if (canDonate && receiver->SchedContext == null && thread->SchedContext != null)
        {
            SchedContexts.Donate(thread->SchedContext, receiver);
        }

        Scheduler.Wake(receiver);
    }

    /// <summary>Receives a message, or a signal of the bound notification; without either it blocks, if it may.</summary>
    public static void Receive(Tcb* thread, EndpointCapability capability, bool isBlocking, Reply* reply)
    {
        Endpoint* endpoint = capability.Object;
        Notification* notification = thread->BoundNotification;
        if (reply != null && reply->Thread != null && reply->Thread != thread)
        {
            Thread.CancelIpc(reply->Thread);
        }

        if (notification != null && notification->State == NotificationState.Active)
        {
            NotificationTransfer.Take(notification, thread);
        }
        else if (EndpointQueue.State(endpoint) == EndpointState.Sending)
        {
            ReceiveFrom(thread, endpoint, reply);
        }
        else if (isBlocking)
        {
            thread->State = ThreadState.BlockedOnReceive;
            ReplyStack.Attach(reply, thread);
            EndpointQueue.Insert(endpoint, EndpointState.Receiving, thread);
            NotificationTransfer.ReturnSchedContext(notification, thread);
        }
        else
        {
            ThreadContext.SetBadgeRegister(thread, 0);
        }
    }

    /// <summary>Takes the message of the first sender, which goes on, or waits for the reply.</summary>
    private static void ReceiveFrom(Tcb* thread, Endpoint* endpoint, Reply* reply)
    {
        Tcb* sender = EndpointQueue.Head(endpoint);
        EndpointQueue.Remove(sender);
        bool canGrant = (sender->Blocked & BlockedFlags.CanGrant) != 0;
        MessageTransfer.Transfer(sender, endpoint, sender->BlockingBadge, canGrant, thread);
        if ((sender->Blocked & BlockedFlags.IsCall) != 0)
        {
            bool wasPassive = thread->SchedContext == null;
            AwaitReply(sender, thread, reply, sender->Blocked, sender->Fault.Type != FaultType.Timeout);
            if (wasPassive)
            {
                Scheduler.Wake(thread);
            }
        }
        else
        {
            sender->State = ThreadState.Running;
            Scheduler.Wake(sender);
        }
    }

    /// <summary>What a sender that has to wait is waiting for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static BlockedFlags FlagsOf(Tcb* thread, EndpointCapability capability, InvocationKind kind) =>
        (capability.CanGrant ? BlockedFlags.CanGrant : 0)
        | (capability.CanGrantReply ? BlockedFlags.CanGrantReply : 0)
        | ((kind & InvocationKind.IsCall) != 0 || thread->Fault.Type != FaultType.NullFault ? BlockedFlags.IsCall : 0);

    /// <summary>Makes a caller wait for its reply; without a reply object, or the right to one, it stops.</summary>
    private static void AwaitReply(Tcb* caller, Tcb* callee, Reply* reply, BlockedFlags flags, bool canDonate)
    {
        if (reply == null || (flags & (BlockedFlags.CanGrant | BlockedFlags.CanGrantReply)) == 0)
        {
            caller->State = ThreadState.Inactive;
            return;
        }

        ReplyStack.Push(caller, callee, reply, canDonate);
    }
}
