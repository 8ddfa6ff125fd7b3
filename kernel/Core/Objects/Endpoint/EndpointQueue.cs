// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Bounds;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;

namespace Caprock.Kernel.Objects;

/// <summary>The queue of an endpoint: its order, and what empties it at once.</summary>
public static unsafe class EndpointQueue
{
    private const ulong StateMask = 3;

    /// <summary>Who waits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EndpointState State(Endpoint* endpoint) => (EndpointState)(endpoint->HeadAndState & StateMask);

    /// <summary>The thread that is served next, null when nobody waits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tcb* Head(Endpoint* endpoint) => (Tcb*)(endpoint->HeadAndState & ~StateMask);

    /// <summary>The receiver that is served next, if receivers wait.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryFirstReceiver(Endpoint* endpoint, out Tcb* first)
    {
        ulong word = endpoint->HeadAndState;
        first = (Tcb*)(word & ~StateMask);
        return (word & StateMask) == (ulong)EndpointState.Receiving;
    }

    /// <summary>Takes the first receiver out of the queue.</summary>
    /// <remarks>Shorter than Remove: it is known where the thread stands, and cancellation concerns senders only.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RemoveFirstReceiver(Endpoint* endpoint, Tcb* first)
    {
        Tcb* next = first->QueueNext;
        if (next == null)
        {
            endpoint->HeadAndState = 0;
            endpoint->Tail = 0;
        }
        else
        {
            endpoint->HeadAndState = (ulong)next | (ulong)EndpointState.Receiving;
            ThreadQueue.DropFirst(first, next);
        }
    }

    /// <summary>Puts a receiver into a queue that is empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InsertOnlyReceiver(Endpoint* endpoint, Tcb* thread)
    {
        thread->BlockingObject = (ulong)endpoint;
        thread->QueueGroup = thread;
        endpoint->HeadAndState = (ulong)thread | (ulong)EndpointState.Receiving;
        endpoint->Tail = (ulong)thread;
    }

    /// <summary>Puts a thread into the queue.</summary>
    public static void Insert(Endpoint* endpoint, EndpointState state, Tcb* thread)
    {
        Tcb* head = Head(endpoint);
        var tail = (Tcb*)endpoint->Tail;
        ThreadQueue.Insert(ref head, ref tail, thread);
        thread->BlockingObject = (ulong)endpoint;
        endpoint->HeadAndState = (ulong)head | (ulong)state;
        endpoint->Tail = (ulong)tail;
    }

    /// <summary>Takes a thread that is blocked on sending or receiving out of its endpoint's queue.</summary>
    public static void Remove(Tcb* thread)
    {
        var endpoint = (Endpoint*)thread->BlockingObject;
        EndpointCancellation* cancellation = &Machine.State->Cancellation;
        if (cancellation->Cursor == thread)
        {
            cancellation->Cursor = thread->QueueNext;
        }

        Tcb* head = Head(endpoint);
        var tail = (Tcb*)endpoint->Tail;
        EndpointState state = State(endpoint);
        ThreadQueue.Remove(ref head, ref tail, thread);
        endpoint->HeadAndState = head == null ? 0 : (ulong)head | (ulong)state;
        endpoint->Tail = (ulong)tail;
    }

    /// <summary>Ends the wait of the first thread; true when nobody waits any more.</summary>
    public static bool CancelOne(Endpoint* endpoint)
    {
        if (State(endpoint) != EndpointState.Idle)
        {
            Tcb* thread = Head(endpoint);
            Remove(thread);
            Thread.Unblock(thread);
        }

        return State(endpoint) == EndpointState.Idle;
    }

    /// <summary>Ends the wait of every sender that used a capability with this badge.</summary>
    /// <remarks>Preempted, it goes on behind the threads it has looked at: the cursor in the kernel's state names the next one and
    /// is moved on when that one leaves the queue. Anything that could let it miss a sender makes it start over.</remarks>
    [LoopBound(ProfileParameters.PreemptionWorkUnits + 1)]
    public static Outcome CancelBadged(Endpoint* endpoint, ulong badge)
    {
        if (State(endpoint) != EndpointState.Sending)
        {
            return Outcome.Success;
        }

        EndpointCancellation* cancellation = &Machine.State->Cancellation;
        Tcb* caller = Machine.State->CurrentThread;
        if (cancellation->Endpoint != endpoint || cancellation->Badge != badge || cancellation->Caller != caller)
        {
            cancellation->Caller = caller;
            cancellation->Endpoint = endpoint;
            cancellation->Badge = badge;
            cancellation->Cursor = Head(endpoint);
        }

        while (cancellation->Cursor != null)
        {
            Tcb* thread = cancellation->Cursor;
            cancellation->Cursor = thread->QueueNext;
            if (thread->BlockingBadge == badge)
            {
                Remove(thread);
                Thread.Unblock(thread);
            }

            if (cancellation->Cursor != null && Preemption.ShouldPreempt())
            {
                return Outcome.Preempted;
            }
        }

        cancellation->Endpoint = null;
        return Outcome.Success;
    }
}
