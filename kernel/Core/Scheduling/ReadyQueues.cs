// SPDX-License-Identifier: BSD-2-Clause
using System.Numerics;
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

    /// <summary>Puts a thread behind the others of its priority.</summary>
    public static void Append(Tcb* thread)
    {
        if (thread->Queues != QueueFlags.None)
        {
            return;
        }

        ReadyQueue* queue = Enter(thread);
        thread->SchedulerNext = null;
        thread->SchedulerPrevious = queue->Tail;
        if (queue->Tail == null)
        {
            queue->Head = thread;
        }
        else
        {
            queue->Tail->SchedulerNext = thread;
        }

        queue->Tail = thread;
    }

    /// <summary>Puts a thread before the others of its priority.</summary>
    public static void Prepend(Tcb* thread)
    {
        if (thread->Queues != QueueFlags.None)
        {
            return;
        }

        ReadyQueue* queue = Enter(thread);
        thread->SchedulerPrevious = null;
        thread->SchedulerNext = queue->Head;
        if (queue->Head == null)
        {
            queue->Tail = thread;
        }
        else
        {
            queue->Head->SchedulerPrevious = thread;
        }

        queue->Head = thread;
    }

    /// <summary>Takes a thread out of its ready queue, if it is in one.</summary>
    public static void Remove(Tcb* thread)
    {
        if ((thread->Queues & QueueFlags.Ready) == 0)
        {
            return;
        }

        thread->Queues = QueueFlags.None;
        ReadyQueue* queue = QueueOf(thread);
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
            ClearBit(thread);
        }
    }

    /// <summary>The thread to run next in a domain, null when none is ready.</summary>
    public static Tcb* First(ulong domain)
    {
        int priority = HighestPriority(domain);
        return priority < 0 ? null : Machine.State->Scheduler.Queues[((int)domain * ProfileParameters.PriorityCount) + priority].Head;
    }

    /// <summary>Highest priority with a ready thread, -1 when there is none.</summary>
    public static int HighestPriority(ulong domain)
    {
        ulong* bitmap = Machine.State->Scheduler.Bitmaps + (domain * BitmapWords);
        ulong summary = bitmap[SummaryWord];
        if (summary == 0)
        {
            return -1;
        }

        int word = 63 - BitOperations.LeadingZeroCount(summary);
        return (word << 6) + 63 - BitOperations.LeadingZeroCount(bitmap[word]);
    }

    private static ReadyQueue* QueueOf(Tcb* thread) =>
        Machine.State->Scheduler.Queues + (thread->Domain * ProfileParameters.PriorityCount) + thread->Priority;

    private static ReadyQueue* Enter(Tcb* thread)
    {
        thread->Queues = QueueFlags.Ready;
        ulong* bitmap = Machine.State->Scheduler.Bitmaps + (thread->Domain * BitmapWords);
        int word = thread->Priority >> 6;
        bitmap[word] |= 1ul << (thread->Priority & 63);
        bitmap[SummaryWord] |= 1ul << word;
        return QueueOf(thread);
    }

    private static void ClearBit(Tcb* thread)
    {
        ulong* bitmap = Machine.State->Scheduler.Bitmaps + (thread->Domain * BitmapWords);
        int word = thread->Priority >> 6;
        bitmap[word] &= ~(1ul << (thread->Priority & 63));
        if (bitmap[word] == 0)
        {
            bitmap[SummaryWord] &= ~(1ul << word);
        }
    }
}
