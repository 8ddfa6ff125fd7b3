// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;

namespace Caprock.Tests.Unit.Kernel.Ipc;

/// <summary>What holds whenever the kernel is left: links agree, queues hold who they should, and the right thread runs.</summary>
public static unsafe class WorldInvariants
{
    private const int MaximumChain = 100;

    public static void Check(World world, IReadOnlyList<ulong> replies, IReadOnlyList<ulong> endpoints)
    {
        foreach (Actor actor in world.Actors)
        {
            CheckLinks(actor.Thread);
            CheckQueues(actor.Thread);
        }

        foreach (SchedContext* context in Contexts(world))
        {
            CheckContext(context);
        }

        foreach (ulong address in replies.Where(r => !world.CapabilityAt(r).IsNull))
        {
            var reply = (Reply*)world.CapabilityAt(address).ObjectAddress;
            Assert.True(reply->Thread == null || reply->Thread->Reply == reply, "reply objects and threads name each other");
            Assert.True(reply->NextWord == 0 || reply->Thread != null, "only reply objects in use are linked");
        }

        foreach (ulong address in endpoints)
        {
            CheckEndpoint(world, (Endpoint*)world.CapabilityAt(address).ObjectAddress);
        }

        CheckDecision(world);
    }

    private static Pointers Contexts(World world) => new(world.Actors.Where(a => !world.CapabilityAt(a.SchedContext).IsNull).ToList());

    private static void CheckLinks(Tcb* thread)
    {
        Assert.True(thread->SchedContext == null || thread->SchedContext->Thread == thread, "contexts and threads name each other");
        Assert.True(thread->YieldTo == null || thread->YieldTo->YieldFrom == thread, "yields are known to both");
        if (thread->Reply != null)
        {
            Assert.True(thread->Reply->Thread == thread, "threads and reply objects name each other");
            Assert.True(thread->State is ThreadState.BlockedOnReceive or ThreadState.BlockedOnReply, "only who waits has a reply object");
        }

        Assert.True(thread->State != ThreadState.BlockedOnReply || thread->Reply != null, "who waits for a reply has an object");
    }

    private static void CheckQueues(Tcb* thread)
    {
        bool isCurrent = Machine.State->CurrentThread == thread;
        bool isRunnable = Thread.IsRunnable(thread);
        Assert.True(thread->Queues == QueueFlags.None || (isRunnable && thread->SchedContext != null), "only runnable threads are queued");
        Assert.True(!isCurrent || thread->Queues == QueueFlags.None, "the current thread is in no queue");
        bool isSomewhere = isCurrent || thread->Queues != QueueFlags.None;
        bool shouldBe = isRunnable && thread->SchedContext != null && thread->SchedContext->RefillMaximum != 0;
        Assert.True(isSomewhere == shouldBe, $"a thread with time is current or queued: {thread->State} {thread->Queues}");
    }

    private static void CheckContext(SchedContext* context)
    {
        Assert.True(context->Thread == null || context->Thread->SchedContext == context, "contexts and threads name each other");
        int length = 0;
        ulong expected = (ulong)context | Reply.HeadFlag;
        for (Reply* reply = context->Reply; reply != null; reply = reply->Previous)
        {
            Assert.True(reply->NextWord == expected, "the chain of calls is linked both ways");
            Assert.True(reply->Thread != null && reply->Thread->State == ThreadState.BlockedOnReply, "callers in the chain wait");
            Assert.InRange(++length, 1, MaximumChain);
            expected = (ulong)reply;
        }

        var ring = (Refill*)((byte*)context + SchedContext.HeaderBytes);
        ulong total = 0;
        for (int i = 0; i < context->RefillCount; i++)
        {
            total += ring[(context->RefillHead + i) % context->RefillMaximum].AmountTicks;
        }

        Assert.True(total == context->BudgetTicks || Refills.IsRoundRobin(context), "refills add up to the budget");
    }

    private static void CheckEndpoint(World world, Endpoint* endpoint)
    {
        EndpointState state = EndpointQueue.State(endpoint);
        ThreadState expected = state == EndpointState.Sending ? ThreadState.BlockedOnSend : ThreadState.BlockedOnReceive;
        int count = 0;
        int lastPriority = 255;
        for (Tcb* thread = EndpointQueue.Head(endpoint); thread != null; thread = thread->QueueNext)
        {
            Assert.True(thread->State == expected && thread->BlockingObject == (ulong)endpoint, "queued threads wait here");
            Assert.True(thread->Priority <= lastPriority, "queues are in order of priority");
            lastPriority = thread->Priority;
            count++;
        }

        Assert.True((count == 0) == (state == EndpointState.Idle), "the state says whether somebody waits");
        int waiting = world.Actors.Count(a =>
            a.State is ThreadState.BlockedOnSend or ThreadState.BlockedOnReceive && a.Thread->BlockingObject == (ulong)endpoint);
        Assert.Equal(waiting, count);
    }

    private static void CheckDecision(World world)
    {
        KernelState* kernel = Machine.State;
        Assert.True(kernel->Scheduler.Action == SchedulerAction.Resume && kernel->Scheduler.Candidate == null, "nothing is pending");
        Assert.True(kernel->CurrentSchedContext == kernel->CurrentThread->SchedContext, "time is charged to who runs");
        int ready = ReadyQueues.HighestPriority(0);
        if (kernel->CurrentThread == kernel->IdleThread)
        {
            Assert.Equal(-1, ready);
        }
        else
        {
            Assert.True(kernel->CurrentThread->Priority >= ready, "nobody more urgent is ready");
            Assert.True(Scheduler.IsSchedulable(kernel->CurrentThread), "who runs may run");
        }
    }

    /// <summary>Contexts of threads, as pointers, which sequences cannot carry.</summary>
    private readonly struct Pointers(List<Actor> actors)
    {
        public Enumerator GetEnumerator() => new(actors);

        public struct Enumerator(List<Actor> actors)
        {
            private int index = -1;

            public readonly SchedContext* Current => actors[index].Context;

            public bool MoveNext() => ++index < actors.Count;
        }
    }
}
