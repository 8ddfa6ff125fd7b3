// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Bounds;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Scheduling;

/// <summary>Runnable threads whose next refill is not usable yet, the earliest first, in order of arrival among equals.</summary>
/// <remarks>A leftist heap: the rank of a node is its distance to the nearest missing child, and the left child's rank is never
/// less than the right one's, so right spines have at most log2(n + 1) nodes and every operation walks only along those, or up
/// a path on which ranks change, which is no longer. SchedulerNext is the left child, SchedulerPrevious the right one.</remarks>
public static unsafe class ReleaseQueue
{
    /// <summary>Puts a thread in, by the time of its scheduling context's first refill.</summary>
    public static void Insert(Tcb* thread)
    {
        if (thread->Queues != QueueFlags.None)
        {
            return;
        }

        SchedulerState* scheduler = &Machine.State->Scheduler;
        thread->Queues = QueueFlags.Release;
        thread->SchedulerNext = null;
        thread->SchedulerPrevious = null;
        thread->ReleaseParent = null;
        thread->ReleaseRank = 1;
        thread->ReleaseSequence = scheduler->ReleaseSequence++;
        thread->SchedContext->ReleaseTimeTicks = Refills.Head(thread->SchedContext)->ReleaseTimeTicks;
        scheduler->ReleaseRoot = Merge(scheduler->ReleaseRoot, thread);
        if (scheduler->ReleaseRoot == thread)
        {
            scheduler->IsDeadlineStale = true;
        }
    }

    /// <summary>Takes a thread out, if it is in the queue.</summary>
    public static void Remove(Tcb* thread)
    {
        if ((thread->Queues & QueueFlags.Release) == 0)
        {
            return;
        }

        thread->Queues = QueueFlags.None;
        Tcb* parent = thread->ReleaseParent;
        Tcb* rest = Merge(thread->SchedulerNext, thread->SchedulerPrevious);
        if (rest != null)
        {
            rest->ReleaseParent = parent;
        }

        if (parent == null)
        {
            Machine.State->Scheduler.ReleaseRoot = rest;
            return;
        }

        if (parent->SchedulerNext == thread)
        {
            parent->SchedulerNext = rest;
        }
        else
        {
            parent->SchedulerPrevious = rest;
        }

        Restore(parent, true);
    }

    private static bool Precedes(Tcb* a, Tcb* b)
    {
        ulong timeA = a->SchedContext->ReleaseTimeTicks;
        ulong timeB = b->SchedContext->ReleaseTimeTicks;
        return timeA != timeB ? timeA < timeB : a->ReleaseSequence < b->ReleaseSequence;
    }

    /// <summary>Joins two heaps along their right spines; the result's root has no parent.</summary>
    [LoopBound(LoopReason.ReleaseSpines)]
    private static Tcb* Merge(Tcb* a, Tcb* b)
    {
        Tcb* root = null;
        Tcb* last = null;
        while (a != null && b != null)
        {
            if (Precedes(b, a))
            {
                Tcb* other = a;
                a = b;
                b = other;
            }

            root = Link(root, last, a);
            last = a;
            a = a->SchedulerPrevious;
        }

        Tcb* rest = a != null ? a : b;
        if (rest != null)
        {
            root = Link(root, last, rest);
        }
        else if (last != null)
        {
            last->SchedulerPrevious = null;
        }

        Restore(last, false);
        return root;
    }

    private static Tcb* Link(Tcb* root, Tcb* parent, Tcb* child)
    {
        child->ReleaseParent = parent;
        if (parent == null)
        {
            return child;
        }

        parent->SchedulerPrevious = child;
        return root;
    }

    /// <summary>Makes ranks and the order of children right from a node upwards.</summary>
    [LoopBound(LoopReason.ReleaseSpines)]
    private static void Restore(Tcb* node, bool stopWhenUnchanged)
    {
        while (node != null)
        {
            Tcb* left = node->SchedulerNext;
            Tcb* right = node->SchedulerPrevious;
            uint leftRank = left == null ? 0 : left->ReleaseRank;
            uint rightRank = right == null ? 0 : right->ReleaseRank;
            if (leftRank < rightRank)
            {
                node->SchedulerNext = right;
                node->SchedulerPrevious = left;
                rightRank = leftRank;
            }

            if (stopWhenUnchanged && node->ReleaseRank == rightRank + 1)
            {
                return;
            }

            node->ReleaseRank = rightRank + 1;
            node = node->ReleaseParent;
        }
    }
}
