// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;
using Thread = Caprock.Kernel.Objects.Thread;

namespace Caprock.Tests.Unit.Kernel.Ipc;

/// <summary>Cancelling badged sends.</summary>
public sealed unsafe class CancellationTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void Sends_with_the_badge_are_repeated_and_others_keep_waiting()
    {
        (ulong first, Actor[] firsts, Actor[] seconds) = Senders(3);
        Assert.Equal(Error.NoError, world.Invoke(world.RootNode, InvocationLabel.CNodeCancelBadgedSends, [], first, 64));
        Assert.All(firsts, a => Assert.Equal(ThreadState.Restart, a.State));
        Assert.All(seconds, a => Assert.Equal(ThreadState.BlockedOnSend, a.State));
    }

    [Fact]
    public void A_cancellation_that_is_preempted_goes_on_and_finishes()
    {
        (ulong first, Actor[] firsts, Actor[] seconds) = Senders(70);
        BeginPreempted(first);
        Finish();
        Assert.All(firsts, a => Assert.Equal(ThreadState.Restart, a.State));
        Assert.All(seconds, a => Assert.Equal(ThreadState.BlockedOnSend, a.State));
    }

    [Fact]
    public void A_sender_that_leaves_the_queue_in_between_does_not_end_the_cancellation()
    {
        (ulong first, Actor[] firsts, Actor[] seconds) = Senders(70);
        BeginPreempted(first);
        Tcb* next = Machine.State->Cancellation.Cursor;
        Assert.True(next != null);
        Thread.Suspend(next);
        Finish();
        Assert.All(firsts, a => Assert.NotEqual(ThreadState.BlockedOnSend, a.State));
        Assert.All(seconds.Where(a => a.Thread != next), a => Assert.Equal(ThreadState.BlockedOnSend, a.State));
    }

    [Fact]
    public void A_cancellation_that_was_given_up_does_not_shorten_the_next_one()
    {
        (ulong first, Actor[] firsts, _) = Senders(70);
        BeginPreempted(first);
        Thread.SetPriority(firsts[0].Thread, 200);
        Thread.Suspend(world.Root.Thread);
        Scheduler.Finish();
        firsts[0].Repeat();
        Assert.Equal(ThreadState.BlockedOnSend, firsts[0].State);
        Thread.Resume(world.Root.Thread);
        Scheduler.Finish();
        Finish();
        Assert.All(firsts, a => Assert.NotEqual(ThreadState.BlockedOnSend, a.State));
    }

    private void BeginPreempted(ulong badged)
    {
        world.InterruptPending = true;
        world.Root.Set(badged, 64);
        world.Root.Call(world.RootNode, (ulong)InvocationLabel.CNodeCancelBadgedSends, 2);
        Assert.True(IsToBeRepeated);
    }

    private bool IsToBeRepeated => world.Root.Thread->Context.NextIp == world.Root.Thread->Context.FaultIp;

    private void Finish()
    {
        for (int repetitions = 0; IsToBeRepeated; repetitions++)
        {
            Assert.InRange(repetitions, 0, 3);
            world.Root.Repeat();
        }
    }

    /// <summary>Senders with two badges, alternating, blocked on one endpoint.</summary>
    private (ulong First, Actor[] Firsts, Actor[] Seconds) Senders(int count)
    {
        ulong endpoint = world.MakeEndpoint();
        ulong first = world.Mint(endpoint, 1);
        ulong second = world.Mint(endpoint, 2);
        var senders = new List<Actor>();
        for (int i = 0; i < 2 * count; i++)
        {
            Actor sender = world.Start(100, hasBuffer: false);
            world.Rest();
            sender.Send(i % 2 == 0 ? first : second);
            world.Wake();
            senders.Add(sender);
        }

        return (first, senders.Where((_, i) => i % 2 == 0).ToArray(), senders.Where((_, i) => i % 2 != 0).ToArray());
    }
}
