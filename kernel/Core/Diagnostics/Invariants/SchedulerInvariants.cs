// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Diagnostics;

/// <summary>Invariants of the scheduler's queues.</summary>
public static unsafe class SchedulerInvariants
{
    private const int MostThreads = 1 << 20;

    /// <summary>Checks the queues.</summary>
    internal static void Check(ref InvariantReport report)
    {
        KernelState* kernel = Machine.State;
        report.Require(kernel->CurrentThread->Queues == QueueFlags.None, "the current thread is in no queue"u8, kernel->CurrentThread);
        for (int domain = 0; domain < ProfileParameters.DomainCount; domain++)
        {
            for (int priority = 0; priority < ProfileParameters.PriorityCount; priority++)
            {
                CheckReady(domain, priority, ref report);
            }
        }

        CheckWaiting(kernel->Scheduler.ReleaseRoot, ref report);
    }

    /// <summary>Checks what holds once the scheduler has decided, which is when the kernel is left.</summary>
    public static void CheckDecision(ref InvariantReport report)
    {
        KernelState* kernel = Machine.State;
        Tcb* current = kernel->CurrentThread;
        report.Require(
            kernel->Scheduler.Action == SchedulerAction.Resume && kernel->Scheduler.Candidate == null, "nothing is pending"u8, current);
        report.Require(kernel->CurrentSchedContext == current->SchedContext, "time is charged to who runs"u8, current);
        int ready = ReadyQueues.HighestPriority(kernel->Scheduler.CurrentDomain);
        if (current == kernel->IdleThread)
        {
            report.Require(ready == -1, "nobody is ready while idle"u8, current);
        }
        else
        {
            report.Require(current->Priority >= ready, "nobody more urgent is ready"u8, current);
            report.Require(Scheduler.IsSchedulable(current), "who runs may run"u8, current);
        }
    }

    private static void CheckReady(int domain, int priority, ref InvariantReport report)
    {
        SchedulerState* scheduler = &Machine.State->Scheduler;
        ReadyQueue* queue = scheduler->Queues + (domain * ProfileParameters.PriorityCount) + priority;
        ulong word = scheduler->Bitmaps[(domain * ReadyQueues.BitmapWords) + (priority >> 6)];
        bool isMarked = (word >> (priority & 63) & 1) != 0;
        report.Require(isMarked == (queue->Head != null), "the bitmap says which queues hold threads"u8, queue);
        Tcb* previous = null;
        int length = 0;
        for (Tcb* thread = queue->Head; thread != null; thread = thread->SchedulerNext)
        {
            report.Require(
                thread->Queues == QueueFlags.Ready && thread->Domain == domain && thread->Priority == priority,
                "threads are in the queue of their domain and priority"u8,
                thread);
            report.Require(thread->SchedulerPrevious == previous, "ready queues are linked both ways"u8, thread);
            previous = thread;
            if (++length > MostThreads)
            {
                report.Require(false, "ready queues end"u8, queue);
                return;
            }
        }

        report.Require(queue->Head == null || queue->Tail == previous, "a ready queue's tail is its last thread"u8, queue);
    }

    /// <summary>Checks the release queue, a tree in which no thread waits longer than those below it.</summary>
    private static void CheckWaiting(Tcb* root, ref InvariantReport report)
    {
        report.Require(root == null || root->ReleaseParent == null, "the first waiting thread has no parent"u8, root);
        for (Tcb* thread = root; thread != null; thread = ReleaseTree.Next(thread))
        {
            report.Require(thread->Queues == QueueFlags.Release, "waiting threads know that they wait"u8, thread);
            CheckChild(thread, thread->SchedulerNext, ref report);
            CheckChild(thread, thread->SchedulerPrevious, ref report);
        }
    }

    private static void CheckChild(Tcb* parent, Tcb* child, ref InvariantReport report)
    {
        if (child != null)
        {
            report.Require(child->ReleaseParent == parent, "the release queue is linked both ways"u8, child);
            report.Require(
                parent->SchedContext->ReleaseTimeTicks <= child->SchedContext->ReleaseTimeTicks, "the earliest refill comes first"u8, child);
        }
    }
}
