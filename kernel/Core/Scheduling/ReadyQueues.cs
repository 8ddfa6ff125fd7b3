// SPDX-License-Identifier: BSD-2-Clause
using System.Numerics;
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Scheduling;

/// <summary>Ready threads by domain and priority; every operation takes constant time.</summary>
/// <remarks>A bitmap says which queues hold threads. A thread is in at most one queue of the scheduler (Tcb.Queues), never while
/// it is the current thread or the candidate.</remarks>
public static unsafe class ReadyQueues
{
    /// <summary>Words of the bitmap of one domain.</summary>
    public const int BitmapWords = 8;

    private const int SummaryWord = 4;
    private const int WordShift = 6;
    private const int WordMask = 63;

    /// <summary>Puts a thread behind the others of its priority, unless it is in a queue already.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Append(Tcb* thread)
    {
        if (thread->Queues == QueueFlags.None)
        {
            Insert(thread, atEnd: true);
        }
    }

    /// <summary>Puts a thread before the others of its priority, unless it is in a queue already.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Prepend(Tcb* thread)
    {
        if (thread->Queues == QueueFlags.None)
        {
            Insert(thread, atEnd: false);
        }
    }

    /// <summary>Puts a thread that is in no queue before or behind the others of its priority.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Insert(Tcb* thread, bool atEnd)
    {
        int priority = thread->Priority;
        ReadyQueue* queue = QueueOf(thread->Domain, priority);
        Tcb* head = queue->Head;
        thread->Queues = QueueFlags.Ready;
        if (head == null)
        {
            thread->SchedulerNext = null;
            thread->SchedulerPrevious = null;
            queue->Head = thread;
            queue->Tail = thread;
            SetBit(BitmapOf(thread->Domain), priority);
        }
        else if (atEnd)
        {
            Tcb* tail = queue->Tail;
            thread->SchedulerNext = null;
            thread->SchedulerPrevious = tail;
            tail->SchedulerNext = thread;
            queue->Tail = thread;
        }
        else
        {
            thread->SchedulerNext = head;
            thread->SchedulerPrevious = null;
            head->SchedulerPrevious = thread;
            queue->Head = thread;
        }
    }

    /// <summary>Takes a thread out of its ready queue, if it is in one.</summary>
    public static void Remove(Tcb* thread)
    {
        if ((thread->Queues & QueueFlags.Ready) == 0)
        {
            return;
        }

        thread->Queues = QueueFlags.None;
        ReadyQueue* queue = QueueOf(thread->Domain, thread->Priority);
        Tcb* next = thread->SchedulerNext;
        Tcb* previous = thread->SchedulerPrevious;
        if (previous == null)
        {
            queue->Head = next;
        }
        else
        {
            previous->SchedulerNext = next;
        }

        if (next == null)
        {
            queue->Tail = previous;
        }
        else
        {
            next->SchedulerPrevious = previous;
        }

        if (queue->Head == null)
        {
            ClearBit(BitmapOf(thread->Domain), thread->Priority);
        }
    }

    /// <summary>Puts a thread that is in no queue before the others of its priority.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void InsertFirst(Tcb* thread) => Insert(thread, atEnd: false);

    /// <summary>Puts a running thread behind the others of its priority, and takes out the first of those; null when there are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tcb* Rotate(Tcb* running)
    {
        ReadyQueue* queue = QueueOf(running->Domain, running->Priority);
        Tcb* first = queue->Head;
        if (first == null)
        {
            return null;
        }

        Tcb* tail = queue->Tail;
        running->Queues = QueueFlags.Ready;
        running->SchedulerPrevious = tail;
        running->SchedulerNext = null;
        tail->SchedulerNext = running;
        queue->Tail = running;
        Tcb* second = first->SchedulerNext;
        first->Queues = QueueFlags.None;
        second->SchedulerPrevious = null;
        queue->Head = second;
        return first;
    }

    /// <summary>As HighestPriority, for where a call costs less than its size.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Highest(ulong domain) => HighestPriority(domain);

    /// <summary>Takes out the thread to run next in a domain, null when none is ready.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tcb* TakeFirst(ulong domain)
    {
        int priority = HighestPriority(domain);
        if (priority < 0)
        {
            return null;
        }

        ReadyQueue* queue = QueueOf(domain, priority);
        Tcb* thread = queue->Head;
        Tcb* next = thread->SchedulerNext;
        thread->Queues = QueueFlags.None;
        queue->Head = next;
        if (next == null)
        {
            queue->Tail = null;
            ClearBit(BitmapOf(domain), priority);
        }
        else
        {
            next->SchedulerPrevious = null;
        }

        return thread;
    }

    /// <summary>Highest priority with a ready thread, -1 when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int HighestPriority(ulong domain)
    {
        ulong* bitmap = BitmapOf(domain);
        ulong summary = bitmap[SummaryWord];
        if (summary == 0)
        {
            return -1;
        }

        int word = BitOperations.Log2(summary);
        return (word << WordShift) + BitOperations.Log2(bitmap[word]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadyQueue* QueueOf(ulong domain, int priority) =>
        Machine.State->Scheduler.Queues + ((uint)DomainIndex(domain) * ProfileParameters.PriorityCount) + (uint)priority;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong* BitmapOf(ulong domain) => Machine.State->Scheduler.Bitmaps + (DomainIndex(domain) * BitmapWords);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong DomainIndex(ulong domain) => ProfileParameters.DomainCount == 1 ? 0 : domain;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SetBit(ulong* bitmap, int priority)
    {
        ulong word = (uint)priority >> WordShift;
        bitmap[word] |= 1ul << (priority & WordMask);
        bitmap[SummaryWord] |= 1ul << (int)(word & WordMask);
    }

    private static void ClearBit(ulong* bitmap, int priority)
    {
        ulong word = (uint)priority >> WordShift;
        bitmap[word] &= ~(1ul << (priority & WordMask));
        if (bitmap[word] == 0)
        {
            bitmap[SummaryWord] &= ~(1ul << (int)(word & WordMask));
        }
    }
}
