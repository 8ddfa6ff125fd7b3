// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Objects;

namespace Caprock.Tests.Unit.Kernel.Ipc;

/// <summary>Signals, and what binding a notification to a thread or scheduling context changes.</summary>
public sealed unsafe class NotificationTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void Signals_that_nobody_takes_add_up()
    {
        ulong notification = world.MakeNotification();
        world.Root.Send(world.Mint(notification, 1));
        world.Root.Send(world.Mint(notification, 4));
        world.Root.Wait(notification);
        Assert.True(world.Root.IsRunning);
        Assert.Equal(5ul, world.Root.Badge);
        world.Root.NBWait(notification);
        Assert.Equal(0ul, world.Root.Badge);
    }

    [Fact]
    public void A_signal_wakes_the_most_urgent_waiting_thread_and_no_other()
    {
        ulong notification = world.MakeNotification();
        Actor low = world.Start(90);
        Actor high = world.Start(110);
        world.Rest();
        high.Wait(notification);
        low.Wait(notification);
        world.Wake();
        world.Root.Send(world.Mint(notification, 7));
        Assert.Equal((ThreadState.Running, ThreadState.BlockedOnNotification), (high.State, low.State));
        Assert.Equal(7ul, high.Badge);
    }

    [Fact]
    public void A_zero_badge_still_wakes()
    {
        ulong notification = world.MakeNotification();
        Actor waiter = world.Start(90);
        world.Rest();
        waiter.Wait(notification);
        world.Wake();
        world.Root.Send(notification);
        Assert.Equal(ThreadState.Running, waiter.State);
        Assert.Equal(0ul, waiter.Badge);
    }

    [Fact]
    public void A_call_on_a_notification_signals_and_succeeds()
    {
        ulong notification = world.MakeNotification();
        world.Root.Call(world.Mint(notification, 2));
        Assert.Equal(0ul, world.Root.Info.Label);
        world.Root.NBWait(notification);
        Assert.Equal(2ul, world.Root.Badge);
    }

    [Fact]
    public void A_signal_without_the_write_right_does_nothing()
    {
        ulong notification = world.MakeNotification();
        world.Root.Send(world.Mint(notification, 2, CapRights.Read.Word));
        world.Root.NBWait(notification);
        Assert.Equal(0ul, world.Root.Badge);
    }

    [Fact]
    public void Waiting_without_the_read_right_is_a_fault()
    {
        ulong notification = world.Mint(world.MakeNotification(), 2, CapRights.Write.Word);
        Actor waiter = world.Start(90);
        world.Rest();
        waiter.Wait(notification);
        Assert.Equal(ThreadState.Inactive, waiter.State);
    }

    [Fact]
    public void A_bound_thread_gets_signals_while_it_receives_from_an_endpoint()
    {
        (Actor bound, ulong notification, ulong endpoint) = Bound();
        bound.Recv(endpoint);
        world.Wake();
        world.Root.Send(world.Mint(notification, 8));
        Assert.Equal(ThreadState.Running, bound.State);
        Assert.Equal(8ul, bound.Badge);
        Assert.True(bound.Thread->Reply == null);
        Assert.Equal(EndpointState.Idle, EndpointQueue.State((Endpoint*)world.CapabilityAt(endpoint).ObjectAddress));
    }

    [Fact]
    public void A_pending_signal_goes_before_a_waiting_sender()
    {
        (Actor bound, ulong notification, ulong endpoint) = Bound();
        Actor sender = Sender(endpoint);
        world.Root.Send(world.Mint(notification, 8));
        world.Rest();
        bound.NBRecv(endpoint);
        Assert.Equal(8ul, bound.Badge);
        Assert.Equal(ThreadState.BlockedOnSend, sender.State);
        bound.NBRecv(endpoint);
        Assert.Equal(0ul, bound.Badge);
        Assert.Equal(ThreadState.Running, sender.State);
    }

    [Fact]
    public void A_bound_thread_that_sends_is_not_disturbed()
    {
        (Actor bound, ulong notification, ulong endpoint) = Bound();
        bound.Send(endpoint);
        world.Wake();
        world.Root.Send(world.Mint(notification, 8));
        Assert.Equal(ThreadState.BlockedOnSend, bound.State);
    }

    [Fact]
    public void Others_may_not_wait_on_a_bound_notification()
    {
        (Actor bound, ulong notification, _) = Bound();
        world.Wake();
        Actor other = world.Start(120);
        world.Rest();
        other.Wait(notification);
        Assert.Equal(ThreadState.Inactive, other.State);
        bound.Wait(notification);
        Assert.Equal(ThreadState.BlockedOnNotification, bound.State);
    }

    [Fact]
    public void Binding_is_refused_when_either_is_bound_or_the_right_is_missing()
    {
        (Actor bound, ulong notification, _) = Bound();
        world.Wake();
        Actor other = world.Create(90);
        ulong second = world.MakeNotification();
        Assert.Equal(Error.IllegalOperation, world.Invoke(bound.Capability, InvocationLabel.TcbBindNotification, [second]));
        Assert.Equal(Error.IllegalOperation, world.Invoke(other.Capability, InvocationLabel.TcbBindNotification, [notification]));
        ulong writeOnly = world.Mint(second, 0, CapRights.Write.Word);
        Assert.Equal(Error.IllegalOperation, world.Invoke(other.Capability, InvocationLabel.TcbBindNotification, [writeOnly]));
        Assert.Equal(Error.IllegalOperation, world.Invoke(other.Capability, InvocationLabel.TcbUnbindNotification, []));
        Assert.Equal(Error.NoError, world.Invoke(other.Capability, InvocationLabel.TcbBindNotification, [second]));
        Assert.Equal(Error.NoError, world.Invoke(other.Capability, InvocationLabel.TcbUnbindNotification, []));
    }

    [Fact]
    public void Deleting_a_bound_notification_unbinds_it()
    {
        (Actor bound, ulong notification, _) = Bound();
        world.Wake();
        Assert.Equal(Error.NoError, world.Invoke(world.RootNode, InvocationLabel.CNodeDelete, [], notification, 64));
        Assert.True(bound.Thread->BoundNotification == null);
    }

    [Fact]
    public void A_passive_thread_runs_on_the_notifications_scheduling_context_until_it_waits_again()
    {
        ulong notification = world.MakeNotification();
        Actor passive = world.Start(90);
        world.Rest();
        passive.Wait(notification);
        world.Wake();
        world.Invoke(passive.SchedContext, InvocationLabel.SchedContextUnbind, []);
        world.Invoke(passive.SchedContext, InvocationLabel.SchedContextBind, [notification]);
        world.Root.Send(world.Mint(notification, 1));
        Assert.True(passive.Thread->SchedContext == passive.Context);
        world.Rest();
        passive.Wait(notification);
        Assert.True(passive.Thread->SchedContext == null && passive.Context->Thread == null);
        Assert.True(passive.Context->Notification != null);
    }

    [Fact]
    public void A_bound_thread_gives_the_notifications_context_back_when_it_waits_on_an_endpoint()
    {
        (Actor bound, ulong notification, ulong endpoint) = Bound();
        bound.Recv(endpoint);
        world.Wake();
        world.Invoke(bound.SchedContext, InvocationLabel.SchedContextUnbind, []);
        world.Invoke(bound.SchedContext, InvocationLabel.SchedContextBind, [notification]);
        world.Root.Send(world.Mint(notification, 1));
        world.Rest();
        Assert.True(bound.IsRunning && bound.Thread->SchedContext == bound.Context);
        bound.Recv(endpoint);
        Assert.Equal(ThreadState.BlockedOnReceive, bound.State);
        Assert.True(bound.Thread->SchedContext == null && bound.Context->Thread == null);
    }

    [Fact]
    public void A_context_bound_to_both_is_taken_from_the_thread_when_it_waits()
    {
        ulong notification = world.MakeNotification();
        Actor waiter = world.Start(90);
        world.Invoke(waiter.SchedContext, InvocationLabel.SchedContextBind, [notification]);
        world.Rest();
        waiter.Wait(notification);
        Assert.True(waiter.Thread->SchedContext == null);
    }

    [Fact]
    public void A_passive_bound_thread_gets_its_signal_and_runs_once_it_has_time()
    {
        (Actor bound, ulong notification, ulong endpoint) = Bound();
        bound.Recv(endpoint);
        world.Wake();
        world.Invoke(bound.SchedContext, InvocationLabel.SchedContextUnbind, []);
        world.Root.Send(world.Mint(notification, 3));
        Assert.Equal(ThreadState.Running, bound.State);
        world.Invoke(bound.SchedContext, InvocationLabel.SchedContextBind, [bound.Capability]);
        world.Rest();
        Assert.True(bound.IsRunning);
    }

    private (Actor Bound, ulong Notification, ulong Endpoint) Bound()
    {
        ulong notification = world.MakeNotification();
        Actor bound = world.Start(100);
        Assert.Equal(Error.NoError, world.Invoke(bound.Capability, InvocationLabel.TcbBindNotification, [notification]));
        world.Rest();
        return (bound, notification, world.MakeEndpoint());
    }

    private Actor Sender(ulong endpoint)
    {
        world.Wake();
        Actor sender = world.Start(110);
        world.Rest();
        sender.Send(endpoint);
        world.Wake();
        return sender;
    }
}
