// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Bounds;

namespace Caprock.Kernel.Objects;

/// <summary>Threads that wait on an endpoint or notification: by priority, in order of arrival among equals.</summary>
/// <remarks>A doubly linked list. The first and last thread of each priority point at each other (QueueGroup; a single one at
/// itself), so that finding a thread's place skips whole priorities: at most as many steps as there are priorities.</remarks>
public static unsafe class ThreadQueue
{
    /// <summary>Puts a thread behind those of its own and of higher priorities.</summary>
    [LoopBound(ProfileParameters.PriorityCount)]
    public static void Insert(ref Tcb* head, ref Tcb* tail, Tcb* thread)
    {
        Tcb* before = tail;
        while (before != null && before->Priority < thread->Priority)
        {
            before = before->QueueGroup->QueuePrevious;
        }

        Tcb* after;
        if (before == null)
        {
            after = head;
            head = thread;
        }
        else
        {
            after = before->QueueNext;
            before->QueueNext = thread;
        }

        if (after == null)
        {
            tail = thread;
        }
        else
        {
            after->QueuePrevious = thread;
        }

        thread->QueuePrevious = before;
        thread->QueueNext = after;
        JoinGroup(before, thread);
    }

    /// <summary>Takes a thread out.</summary>
    public static void Remove(ref Tcb* head, ref Tcb* tail, Tcb* thread)
    {
        Tcb* previous = thread->QueuePrevious;
        Tcb* next = thread->QueueNext;
        LeaveGroup(previous, thread, next);
        if (previous == null)
        {
            head = next;
        }
        else
        {
            previous->QueueNext = next;
        }

        if (next == null)
        {
            tail = previous;
        }
        else
        {
            next->QueuePrevious = previous;
        }

        thread->QueuePrevious = null;
        thread->QueueNext = null;
    }

    /// <summary>Makes the second thread of a queue the first; the head is the caller's to set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void DropFirst(Tcb* first, Tcb* second)
    {
        second->QueuePrevious = null;
        first->QueueNext = null;
        if (second->Priority == first->Priority)
        {
            Tcb* last = first->QueueGroup;
            second->QueueGroup = last;
            last->QueueGroup = second;
        }
    }

    private static void JoinGroup(Tcb* before, Tcb* thread)
    {
        if (before == null || before->Priority != thread->Priority)
        {
            thread->QueueGroup = thread;
            return;
        }

        Tcb* first = before->QueueGroup;
        thread->QueueGroup = first;
        first->QueueGroup = thread;
    }

    private static void LeaveGroup(Tcb* previous, Tcb* thread, Tcb* next)
    {
        bool isFirst = previous == null || previous->Priority != thread->Priority;
        bool isLast = next == null || next->Priority != thread->Priority;
        if (isFirst == isLast)
        {
            return;
        }

        Tcb* remaining = isFirst ? next : previous;
        Tcb* other = thread->QueueGroup;
        remaining->QueueGroup = other;
        other->QueueGroup = remaining;
    }
}
