// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Objects;
using Caprock.Tests.Unit.Kernel.Ipc;

namespace Caprock.Tests.Unit.Kernel.Scheduling;

/// <summary>Who runs, and in which order messages are served.</summary>
public sealed unsafe class PriorityTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void The_highest_priority_runs()
    {
        Actor low = world.Start(10);
        Actor high = world.Start(200);
        Actor middle = world.Start(64);
        world.Rest();
        Assert.True(high.IsRunning);
        high.Wait(world.MakeNotification());
        Assert.True(middle.IsRunning);
        middle.Wait(world.MakeNotification());
        Assert.True(low.IsRunning);
        low.Wait(world.MakeNotification());
        Assert.Null(world.Running);
    }

    [Fact]
    public void Every_priority_is_told_apart()
    {
        List<Actor> actors = Enumerable.Range(0, 255).Reverse().Select(p => world.Start((byte)p, hasBuffer: false)).ToList();
        world.Rest();
        foreach (Actor actor in actors)
        {
            Assert.True(actor.IsRunning);
            actor.Do(SystemCall.Recv, 0, default);
        }

        Assert.Null(world.Running);
    }

    [Fact]
    public void Waking_a_thread_of_equal_priority_does_not_preempt_but_a_higher_one_does()
    {
        ulong notification = world.MakeNotification();
        Actor running = world.Start(100);
        Actor equal = world.Start(100);
        Actor higher = world.Start(101);
        ulong second = world.MakeNotification();
        world.Rest();
        higher.Wait(second);
        Actor waiter = running.IsRunning ? running : equal;
        waiter.Wait(notification);
        Actor other = world.Running!;
        other.Send(notification);
        Assert.True(other.IsRunning);
        other.Send(second);
        Assert.True(higher.IsRunning);
        higher.Wait(second);
        Assert.True(other.IsRunning);
    }

    [Fact]
    public void A_woken_thread_runs_before_the_ready_ones_of_its_priority()
    {
        ulong notification = world.MakeNotification();
        Actor woken = world.Start(100);
        world.Rest();
        woken.Wait(notification);
        world.Wake();
        world.Start(100);
        world.Start(100);
        world.Root.Send(notification);
        world.Rest();
        Assert.True(woken.IsRunning);
    }

    [Fact]
    public void A_thread_woken_by_one_of_its_priority_that_goes_on_runs_after_those_that_were_ready()
    {
        ulong notification = world.MakeNotification();
        Actor woken = world.Start(100);
        world.Rest();
        woken.Wait(notification);
        world.Wake();
        Actor[] others = [world.Start(100), world.Start(100)];
        world.Rest();
        Actor waker = world.Running!;
        waker.Send(notification);
        Assert.True(waker.IsRunning);
        waker.Wait(world.MakeEndpoint());
        Actor next = world.Running!;
        Assert.Contains(next, others);
        next.Wait(world.MakeEndpoint());
        Assert.True(woken.IsRunning);
    }

    [Fact]
    public void Of_several_woken_threads_of_a_priority_the_last_one_runs_first_and_all_run_before_who_used_up_its_slice()
    {
        ulong[] notifications = [world.MakeNotification(), world.MakeNotification()];
        Actor[] woken = [world.Start(100), world.Start(100)];
        world.Rest();
        Actor first = world.Running!;
        first.Wait(notifications[Array.IndexOf(woken, first)]);
        Actor second = world.Running!;
        second.Wait(notifications[Array.IndexOf(woken, second)]);
        world.Wake();
        Actor ready = world.Start(100);
        world.Rest();
        ready.Yield();
        world.Wake();
        world.Root.Send(notifications[0]);
        world.Root.Send(notifications[1]);
        world.Rest();
        Assert.True(woken[1].IsRunning);
        woken[1].Yield();
        Assert.True(woken[0].IsRunning);
        woken[0].Yield();
        Assert.True(ready.IsRunning);
    }

    [Fact]
    public void Lowering_the_own_priority_lets_others_run_and_raising_another_preempts()
    {
        Actor first = world.Start(100);
        Actor second = world.Start(90);
        world.Rest();
        first.Invoke(first.Capability, InvocationLabel.TcbSetPriority, [world.Root.Capability], 80);
        Assert.True(second.IsRunning);
        second.Invoke(first.Capability, InvocationLabel.TcbSetPriority, [world.Root.Capability], 95);
        Assert.True(first.IsRunning);
    }

    [Fact]
    public void Senders_are_served_by_priority_and_in_order_of_arrival_among_equals()
    {
        ulong endpoint = world.MakeEndpoint();
        byte[] priorities = [50, 70, 50, 60, 70, 50];
        Actor[] senders = priorities.Select(p => Block(p, endpoint)).ToArray();
        Assert.Equal([1, 4, 3, 0, 2, 5], Served(endpoint, senders));
    }

    [Fact]
    public void Changing_the_priority_of_a_waiting_sender_moves_it()
    {
        ulong endpoint = world.MakeEndpoint();
        Actor[] senders = new byte[] { 50, 60, 70 }.Select(p => Block(p, endpoint)).ToArray();
        world.Invoke(senders[0].Capability, InvocationLabel.TcbSetPriority, [world.Root.Capability], 65);
        world.Invoke(senders[2].Capability, InvocationLabel.TcbSetPriority, [world.Root.Capability], 60);
        Assert.Equal([0, 1, 2], Served(endpoint, senders));
    }

    [Fact]
    public void Yield_passes_the_turn_round_equal_priorities()
    {
        Actor[] actors = [world.Start(100), world.Start(100), world.Start(100)];
        world.Rest();
        var order = new List<Actor>();
        for (int i = 0; i < 6; i++)
        {
            order.Add(world.Running!);
            world.Running!.Yield();
        }

        Assert.Equal(3, order.Take(3).Distinct().Count());
        Assert.Equal(order.Take(3), order.Skip(3));
        Assert.Subset(actors.ToHashSet(), order.ToHashSet());
    }

    [Fact]
    public void Yield_alone_at_its_priority_goes_on()
    {
        Actor actor = world.Start(100);
        world.Start(90);
        world.Rest();
        actor.Yield();
        Assert.True(actor.IsRunning);
    }

    private Actor Block(byte priority, ulong endpoint)
    {
        Actor sender = world.Start(priority);
        world.Rest();
        sender.Send(endpoint);
        world.Wake();
        return sender;
    }

    private IEnumerable<int> Served(ulong endpoint, Actor[] senders)
    {
        var order = new List<int>();
        for (int i = 0; i < senders.Length; i++)
        {
            world.Root.Wait(endpoint);
            order.Add(Array.FindIndex(senders, s => s.State == ThreadState.Running && !order.Contains(Array.IndexOf(senders, s))));
        }

        return order;
    }
}
