// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using Caprock.Abi;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;
using Caprock.Tests.Unit.Kernel.Ipc;

namespace Caprock.Tests.Unit.Kernel.Scheduling;

/// <summary>The queues against sorted lists, operation by operation.</summary>
public sealed unsafe class QueueModelTests : IDisposable
{
    private const int ThreadCount = 60;
    private const int Operations = 4_000;

    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_release_queue_is_a_list_by_time_and_arrival(int seed)
    {
        var random = new Random(seed);
        Actor[] actors = Enumerable.Range(0, ThreadCount).Select(_ => world.Create(50, 1_000, 2_000, hasBuffer: false)).ToArray();
        var model = new List<(ulong Time, int Arrival, int Index)>();
        for (int operation = 0; operation < Operations; operation++)
        {
            int index = random.Next(ThreadCount);
            int place = model.FindIndex(e => e.Index == index);
            if (place < 0)
            {
                ulong time = (ulong)random.Next(20) + 1_000;
                Refills.Head(actors[index].Context)->ReleaseTimeTicks = time;
                ReleaseQueue.Insert(actors[index].Thread);
                model.Add((time, operation, index));
                model.Sort();
            }
            else
            {
                int removed = random.Next(3) == 0 ? 0 : place;
                ReleaseQueue.Remove(actors[model[removed].Index].Thread);
                model.RemoveAt(removed);
            }

            Tcb* expected = model.Count == 0 ? null : actors[model[0].Index].Thread;
            Assert.True(Machine.State->Scheduler.ReleaseRoot == expected);
        }

        foreach ((_, _, int index) in model.ToList())
        {
            Assert.True(Machine.State->Scheduler.ReleaseRoot == actors[index].Thread);
            ReleaseQueue.Remove(actors[index].Thread);
        }

        Assert.True(Machine.State->Scheduler.ReleaseRoot == null);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void The_depth_of_the_release_queue_stays_logarithmic_on_its_right_side(int seed)
    {
        var random = new Random(seed);
        Actor[] actors = Enumerable.Range(0, ThreadCount).Select(_ => world.Create(50, 1_000, 2_000, hasBuffer: false)).ToArray();
        foreach (Actor actor in actors)
        {
            Refills.Head(actor.Context)->ReleaseTimeTicks = (ulong)random.Next(1_000);
            ReleaseQueue.Insert(actor.Thread);
        }

        int depth = 0;
        for (Tcb* node = Machine.State->Scheduler.ReleaseRoot; node != null; node = node->SchedulerPrevious)
        {
            depth++;
        }

        Assert.InRange(depth, 1, 6);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void A_queue_of_waiting_threads_is_a_list_by_priority_and_arrival(int seed)
    {
        var random = new Random(seed);
        var threads = (Tcb*)NativeMemory.AlignedAlloc((nuint)(ThreadCount << ObjectSizes.TcbBits), 1 << ObjectSizes.TcbBits);
        NativeMemory.Clear(threads, (nuint)(ThreadCount << ObjectSizes.TcbBits));
        var model = new List<(int Order, int Arrival, int Index)>();
        Tcb* head = null;
        Tcb* tail = null;
        for (int operation = 0; operation < Operations; operation++)
        {
            int index = random.Next(ThreadCount);
            Tcb* thread = At(threads, index);
            int place = model.FindIndex(e => e.Index == index);
            if (place < 0)
            {
                thread->Priority = (byte)random.Next(6);
                ThreadQueue.Insert(ref head, ref tail, thread);
                model.Add((-thread->Priority, operation, index));
                model.Sort();
            }
            else
            {
                ThreadQueue.Remove(ref head, ref tail, thread);
                model.RemoveAt(place);
            }

            CheckList(threads, head, tail, model);
        }

        NativeMemory.AlignedFree(threads);
    }

    private static Tcb* At(Tcb* threads, int index) => (Tcb*)((byte*)threads + ((long)index << ObjectSizes.TcbBits));

    private static void CheckList(Tcb* threads, Tcb* head, Tcb* tail, List<(int Order, int Arrival, int Index)> model)
    {
        Tcb* previous = null;
        Tcb* thread = head;
        foreach ((_, _, int index) in model)
        {
            Assert.True(thread == At(threads, index) && thread->QueuePrevious == previous);
            previous = thread;
            thread = thread->QueueNext;
        }

        Assert.True(thread == null && tail == previous);
    }
}
