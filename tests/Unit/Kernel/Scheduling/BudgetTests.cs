// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;
using Caprock.Tests.Unit.Kernel.Ipc;

namespace Caprock.Tests.Unit.Kernel.Scheduling;

/// <summary>What budgets and periods allow, and what happens when a budget is used up.</summary>
public sealed unsafe class BudgetTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void Round_robin_threads_alternate_by_time_slice()
    {
        Actor first = world.Start(100, 5_000, 5_000);
        Actor second = world.Start(100, 5_000, 5_000);
        world.Rest();
        Actor running = world.Running!;
        world.Advance(4_900);
        Assert.Same(running, world.Running);
        world.Advance(200);
        Assert.NotSame(running, world.Running);
        Assert.Contains(world.Running, new[] { first, second });
        world.Advance(5_000);
        Assert.Same(running, world.Running);
    }

    [Fact]
    public void A_periodic_thread_runs_for_its_budget_in_each_period_and_not_longer()
    {
        Actor periodic = world.Start(100, 2_000, 10_000);
        Actor background = world.Start(50);
        world.Rest();
        ulong used = 0;
        for (int step = 0; step < 1_000; step++)
        {
            used += periodic.IsRunning ? 100ul : 0;
            world.Advance(100);
        }

        Assert.InRange(used, 19_000ul, 22_000ul);
        Assert.Equal(ThreadState.Running, background.State);
    }

    [Fact]
    public void Two_sporadic_threads_share_by_their_budgets()
    {
        Actor half = world.Start(100, 1_000, 2_000);
        Actor third = world.Start(100, 1_000, 3_000);
        half.Context->IsSporadic = (ulong)SchedContextFlags.Sporadic;
        third.Context->IsSporadic = (ulong)SchedContextFlags.Sporadic;
        world.Start(50);
        world.Rest();
        ulong halfUsed = 0;
        ulong thirdUsed = 0;
        for (int step = 0; step < 6_000; step++)
        {
            halfUsed += half.IsRunning ? 10ul : 0;
            thirdUsed += third.IsRunning ? 10ul : 0;
            world.Advance(10);
        }

        Assert.InRange(halfUsed, 27_000ul, 31_000ul);
        Assert.InRange(thirdUsed, 18_000ul, 21_000ul);
    }

    [Fact]
    public void Yield_of_a_periodic_thread_waits_for_its_next_refill()
    {
        Actor periodic = world.Start(100, 1_000, 10_000);
        Actor background = world.Start(50);
        world.Rest();
        periodic.Yield();
        Assert.True(background.IsRunning);
        world.Advance(9_000);
        Assert.True(background.IsRunning);
        world.Advance(1_000);
        Assert.True(periodic.IsRunning);
    }

    [Fact]
    public void Suspending_and_resuming_does_not_renew_the_budget()
    {
        Actor periodic = world.Start(100, 1_000, 1_000_000);
        Actor background = world.Start(50);
        world.Rest();
        periodic.Yield();
        for (int i = 0; i < 5; i++)
        {
            world.Wake();
            world.Invoke(periodic.Capability, InvocationLabel.TcbSuspend, []);
            world.Invoke(periodic.Capability, InvocationLabel.TcbResume, []);
            world.Rest();
            Assert.True(background.IsRunning);
        }
    }

    [Fact]
    public void Asking_for_the_time_used_gives_no_budget_before_its_time()
    {
        Actor periodic = world.Start(100, 5_000, 16_000);
        periodic.Context->RefillMaximum = (ushort)Refills.Minimum;
        Actor background = world.Start(50);
        world.Rest();
        world.Advance(3_700);
        world.Wake();
        world.Invoke(periodic.Capability, InvocationLabel.TcbSuspend, []);
        world.Rest();
        world.Advance(10_900);
        world.Wake();
        world.Invoke(periodic.Capability, InvocationLabel.TcbResume, []);
        world.Rest();
        world.Advance(20);
        Assert.Equal(Error.NoError, periodic.Invoke(periodic.SchedContext, InvocationLabel.SchedContextConsumed, []));
        Assert.Equal(3_720ul, periodic.Word(0));
        world.Advance(1_290);
        Assert.True(background.IsRunning);
        world.Advance(100);
        Assert.True(periodic.IsRunning);
        periodic.Invoke(periodic.SchedContext, InvocationLabel.SchedContextConsumed, []);
        Assert.InRange(periodic.Word(0), 1_280ul, 1_310ul);
    }

    [Fact]
    public void A_system_call_begun_without_budget_is_executed_when_the_budget_is_back()
    {
        ulong notification = world.MakeNotification();
        Actor periodic = world.Start(100, 1_000, 10_000);
        world.Start(50);
        world.Rest();
        world.Stall(1_500);
        periodic.NBSend(world.Mint(notification, 1));
        Assert.Equal(NotificationState.Idle, ((Notification*)world.CapabilityAt(notification).ObjectAddress)->State);
        Assert.False(periodic.IsRunning);
        world.Advance(9_200);
        Assert.True(periodic.IsRunning);
        Assert.Equal(periodic.Thread->Context.FaultIp, periodic.Thread->Context.NextIp);
    }

    [Fact]
    public void A_timeout_is_reported_with_badge_and_time_and_the_reply_lets_the_thread_wait_for_its_refill()
    {
        (Actor busy, Actor handler, ulong endpoint) = WithTimeoutHandler(1_000, 2_000);
        for (int i = 0; i < 20; i++)
        {
            world.Advance(3_000);
            Assert.True(handler.IsRunning);
            Assert.Equal((ulong)FaultType.Timeout, handler.Info.Label);
            Assert.Equal(((ulong)TimeoutMessage.Length, 0xba1ul), (handler.Info.Length, handler.Word((int)TimeoutMessage.Data)));
            Assert.InRange(handler.Word((int)TimeoutMessage.Consumed), 900ul, 1_100ul);
            handler.ReplyRecv(endpoint);
            Assert.NotEqual(ThreadState.BlockedOnReply, busy.State);
        }
    }

    [Fact]
    public void The_reply_to_a_timeout_can_set_registers_or_leave_the_thread_stopped()
    {
        (Actor busy, Actor handler, _) = WithTimeoutHandler(1_000, 2_000);
        world.Advance(1_500);
        handler.Set(0x4444, 0x5555);
        handler.Send(handler.Reply, 1, 2);
        Assert.Equal(ThreadState.Inactive, busy.State);
        Assert.Equal((0x4444ul, 0x5555ul), (busy.Thread->Context.FaultIp, busy.Thread->Context.Rsp));
    }

    [Fact]
    public void A_passive_timeout_handler_is_not_lent_the_time_that_ran_out()
    {
        (Actor busy, Actor handler, _) = WithTimeoutHandler(1_000, 2_000);
        world.Wake();
        world.Invoke(handler.SchedContext, InvocationLabel.SchedContextUnbind, []);
        world.Rest();
        world.Advance(1_500);
        Assert.Equal((ThreadState.Running, ThreadState.BlockedOnReply), (handler.State, busy.State));
        Assert.True(handler.Thread->SchedContext == null && busy.Thread->SchedContext == busy.Context);
        Assert.Null(world.Running);
    }

    [Fact]
    public void A_timeout_that_waited_for_its_handler_lends_no_time_either()
    {
        ulong timeouts = world.MakeEndpoint();
        ulong passing = world.MakeEndpoint();
        Actor heir = world.Start(120);
        Actor busy = world.Start(100, 1_000, 200_000);
        Actor handler = world.Start(90);
        world.Invoke(busy.Capability, InvocationLabel.TcbSetTimeoutEndpoint, [timeouts]);
        world.Rest();
        heir.Recv(passing);
        world.Wake();
        world.Invoke(heir.SchedContext, InvocationLabel.SchedContextUnbind, []);
        world.Rest();
        world.Advance(1_500);
        Assert.Equal(ThreadState.BlockedOnSend, busy.State);
        handler.NBSendRecv(passing, timeouts);
        Assert.Equal((ulong)FaultType.Timeout, handler.Info.Label);
        Assert.True(handler.Thread->SchedContext == null && busy.Thread->SchedContext == busy.Context);
    }

    [Theory]
    [InlineData(SchedContextFlags.None, 15_000)]
    [InlineData(SchedContextFlags.Sporadic, 10_000)]
    public void Budget_that_could_not_be_used_in_time_returns_later_unless_sporadic(SchedContextFlags flags, ulong expected)
    {
        Actor periodic = world.Start(100, 1_000, 10_000);
        periodic.Context->IsSporadic = (ulong)flags;
        ulong start = world.Now;
        Actor urgent = world.Start(200, 100_000, 100_000);
        world.Rest();
        world.Advance(5_000);
        urgent.Wait(world.MakeNotification());
        Assert.True(periodic.IsRunning);
        world.Advance(1_000);
        Assert.Null(world.Running);
        Assert.Equal(start + World.Ticks(expected), world.Deadline);
    }

    [Fact]
    public void A_round_robin_thread_raises_no_timeouts()
    {
        (Actor busy, Actor handler, _) = WithTimeoutHandler(1_000, 1_000);
        world.Advance(10_000);
        Assert.True(busy.IsRunning);
        Assert.Equal(ThreadState.BlockedOnReceive, handler.State);
    }

    [Fact]
    public void A_caller_that_gets_its_time_back_used_up_waits_for_the_refill()
    {
        ulong endpoint = world.MakeEndpoint();
        Actor server = world.Start(80);
        world.Rest();
        server.Recv(endpoint);
        world.Wake();
        world.Invoke(server.SchedContext, InvocationLabel.SchedContextUnbind, []);
        Actor client = world.Start(100, 1_000, 10_000);
        world.Start(50);
        world.Rest();
        client.Call(endpoint);
        world.Advance(990);
        world.Wake();
        world.Root.Send(server.Reply);
        Assert.Equal(ThreadState.Running, client.State);
        Assert.Equal(QueueFlags.Release, client.Thread->Queues);
        world.Rest();
        Assert.False(client.IsRunning);
        world.Advance(9_100);
        Assert.True(client.IsRunning);
    }

    [Fact]
    public void A_nested_server_with_a_timeout_handler_faults_when_it_gets_time_back_used_up()
    {
        ulong endpoint = world.MakeEndpoint();
        ulong timeouts = world.MakeEndpoint();
        Actor handler = world.Start(120);
        Actor client = world.Create(100, 1_000, 10_000);
        world.Invoke(client.Capability, InvocationLabel.TcbSetTimeoutEndpoint, [timeouts]);
        Actor server = world.Start(110);
        world.Rest();
        handler.Recv(timeouts);
        server.Recv(endpoint);
        world.Wake();
        world.Invoke(server.SchedContext, InvocationLabel.SchedContextUnbind, []);
        world.Invoke(client.Capability, InvocationLabel.TcbResume, []);
        world.Rest();
        client.Call(endpoint);
        world.Advance(1_100);
        world.Wake();
        world.Root.Send(server.Reply);
        Assert.Equal((ulong)FaultType.Timeout, handler.Info.Label);
        Assert.Equal(ThreadState.BlockedOnReply, client.State);
    }

    [Fact]
    public void The_timer_is_set_for_the_end_of_the_budget_or_the_next_refill()
    {
        Actor periodic = world.Start(100, 1_000, 10_000);
        world.Rest();
        Assert.Equal(world.Now + World.Ticks(1_000), world.Deadline);
        ulong start = world.Now;
        periodic.Yield();
        Assert.Null(world.Running);

        // A timer that comes too early is set again when it comes.
        Assert.Equal(start + World.Ticks(1_000), world.Deadline);
        world.Advance(1_000);
        Assert.Equal(start + World.Ticks(10_000), world.Deadline);
    }

    private (Actor Busy, Actor Handler, ulong Endpoint) WithTimeoutHandler(ulong budget, ulong period)
    {
        ulong endpoint = world.MakeEndpoint();
        Actor handler = world.Start(120);
        Actor busy = world.Start(100, budget, period);
        busy.Context->Badge = 0xba1;
        Assert.Equal(Error.NoError, world.Invoke(busy.Capability, InvocationLabel.TcbSetTimeoutEndpoint, [endpoint]));
        world.Rest();
        handler.Recv(endpoint);
        return (busy, handler, endpoint);
    }
}
