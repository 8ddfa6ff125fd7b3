// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Diagnostics;

/// <summary>Invariants of threads: what they name names them, and the queues hold those that belong there.</summary>
internal static unsafe class ThreadInvariants
{
    /// <summary>Checks a thread.</summary>
    public static void Check(Tcb* thread, ref InvariantReport report)
    {
        CheckLinks(thread, ref report);
        CheckQueues(thread, ref report);
        if (thread->State is ThreadState.BlockedOnSend or ThreadState.BlockedOnReceive or ThreadState.BlockedOnNotification)
        {
            CheckPlace(thread, ref report);
        }
    }

    private static void CheckLinks(Tcb* thread, ref InvariantReport report)
    {
        report.Require(
            thread->SchedContext == null || thread->SchedContext->Thread == thread, "threads and their contexts name each other"u8, thread);
        report.Require(thread->YieldTo == null || thread->YieldTo->YieldFrom == thread, "yields are known to both sides"u8, thread);
        report.Require(
            thread->BoundNotification == null || thread->BoundNotification->BoundThread == thread, "bindings are known to both sides"u8, thread);
        report.Require(thread->Reply == null || thread->Reply->Thread == thread, "threads and reply objects name each other"u8, thread);
        report.Require(
            thread->Reply == null || thread->State is ThreadState.BlockedOnReceive or ThreadState.BlockedOnReply,
            "only who waits has a reply object"u8,
            thread);
        report.Require(
            thread->Reply != null || thread->State != ThreadState.BlockedOnReply, "who waits for a reply has a reply object"u8, thread);
    }

    private static void CheckQueues(Tcb* thread, ref InvariantReport report)
    {
        KernelState* kernel = Machine.State;
        bool isChosen = kernel->CurrentThread == thread || kernel->Scheduler.Candidate == thread;
        bool isQueued = thread->Queues != QueueFlags.None;
        bool hasTime = Thread.IsRunnable(thread) && thread->SchedContext != null && thread->SchedContext->RefillMaximum != 0;
        report.Require(!isQueued || (Thread.IsRunnable(thread) && thread->SchedContext != null), "only runnable threads are queued"u8, thread);
        report.Require(!hasTime || isQueued || isChosen, "a thread with time is queued or chosen"u8, thread);
        report.Require(
            thread->Queues is QueueFlags.None or QueueFlags.Ready or QueueFlags.Release, "a thread is in one queue at most"u8, thread);
    }

    /// <summary>A blocked thread is linked into the queue of the object it waits for.</summary>
    private static void CheckPlace(Tcb* thread, ref InvariantReport report)
    {
        Tcb* head;
        Tcb* tail;
        if (thread->State == ThreadState.BlockedOnNotification)
        {
            head = ((Notification*)thread->BlockingObject)->Head;
            tail = ((Notification*)thread->BlockingObject)->Tail;
        }
        else
        {
            head = EndpointQueue.Head((Endpoint*)thread->BlockingObject);
            tail = (Tcb*)((Endpoint*)thread->BlockingObject)->Tail;
        }

        report.Require(
            thread->QueuePrevious == null ? head == thread : thread->QueuePrevious->QueueNext == thread,
            "a waiting thread is linked from its queue"u8,
            thread);
        report.Require(
            thread->QueueNext == null ? tail == thread : thread->QueueNext->QueuePrevious == thread,
            "a waiting thread is linked from behind"u8,
            thread);
    }
}
