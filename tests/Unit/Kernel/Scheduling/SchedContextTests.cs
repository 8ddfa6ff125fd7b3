// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;
using Caprock.Tests.Unit.Kernel.Ipc;

namespace Caprock.Tests.Unit.Kernel.Scheduling;

/// <summary>Invocations of scheduling contexts and of the authority over time, and their refusals.</summary>
public sealed unsafe class SchedContextTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void Budget_period_and_refills_have_ranges()
    {
        ulong context = world.Make(ObjectType.SchedContext, 8);
        Assert.Equal(Error.NoError, Configure(context, 5_000, 5_000));
        Assert.Equal(Error.RangeError, Configure(context, 0, 5_000));
        Assert.Equal(Error.RangeError, Configure(context, 0, 0));
        Assert.Equal(Error.RangeError, Configure(context, 5_000, 1_000));
        Assert.Equal(Error.RangeError, Configure(context, 1, 5_000));
        Assert.Equal(Error.RangeError, Configure(context, 5_000, ulong.MaxValue));
        Assert.Equal(Error.NoError, Configure(context, 20, 5_000));
        Assert.Equal(Error.NoError, Configure(context, 20, 5_000, extraRefills: 8));
        Assert.Equal(Error.RangeError, Configure(context, 20, 5_000, extraRefills: 9));
        Assert.Equal((0ul, 8ul), (world.Root.Word(0), world.Root.Word(1)));
    }

    [Fact]
    public void Only_scheduling_contexts_can_be_configured()
    {
        Assert.Equal(Error.InvalidCapability, Configure(world.Root.Capability, 5_000, 5_000));
        Assert.Equal(
            Error.TruncatedMessage, world.Invoke(world.SchedControl, InvocationLabel.SchedControlConfigureFlags, [], 1, 1, 0, 0, 0));
        ulong context = world.Make(ObjectType.SchedContext, 7);
        Assert.Equal(
            Error.TruncatedMessage,
            world.Invoke(world.SchedControl, InvocationLabel.SchedControlConfigureFlags, [context], 1, 1, 0, 0));
    }

    [Fact]
    public void Binding_follows_the_rules()
    {
        Actor thread = world.Create(100);
        ulong context = world.Make(ObjectType.SchedContext, 8);
        ulong notification = world.MakeNotification();
        Assert.Equal(Error.InvalidCapability, Bind(context, world.MakeEndpoint()));
        Assert.Equal(Error.IllegalOperation, Bind(context, thread.Capability));
        Assert.Equal(Error.NoError, Unbind(thread.SchedContext, thread.Capability));
        Assert.Equal(Error.NoError, Bind(context, thread.Capability));
        Assert.Equal(Error.IllegalOperation, Bind(context, thread.Capability));
        Assert.Equal(Error.NoError, Bind(context, notification));
        Assert.Equal(Error.IllegalOperation, Bind(context, notification));
        Assert.Equal(Error.NoError, Unbind(context, notification));
        Assert.Equal(Error.NoError, Unbind(context, thread.Capability));
        Assert.Equal(Error.InvalidCapability, Unbind(context, world.MakeEndpoint()));
        Assert.Equal(Error.IllegalOperation, Unbind(context, notification));
        Assert.Equal(Error.IllegalOperation, Unbind(context, thread.Capability));
    }

    [Fact]
    public void A_thread_may_not_take_its_own_time_away()
    {
        Assert.Equal(Error.IllegalOperation, world.Invoke(world.Root.SchedContext, InvocationLabel.SchedContextUnbind, []));
        Assert.Equal(Error.IllegalOperation, Unbind(world.Root.SchedContext, world.Root.Capability));
    }

    [Fact]
    public void A_blocked_thread_is_not_bound_to_a_context_without_budget()
    {
        Actor thread = world.Start(100);
        world.Rest();
        thread.Recv(world.MakeEndpoint());
        world.Wake();
        Unbind(thread.SchedContext, thread.Capability);
        ulong empty = world.Make(ObjectType.SchedContext, 8);
        Assert.Equal(Error.IllegalOperation, Bind(empty, thread.Capability));
        Assert.Equal(Error.NoError, Bind(thread.SchedContext, thread.Capability));
    }

    [Fact]
    public void A_thread_runs_once_its_context_is_configured()
    {
        Actor thread = world.Create(100);
        Unbind(thread.SchedContext, thread.Capability);
        ulong context = world.Make(ObjectType.SchedContext, 8);
        Bind(context, thread.Capability);
        world.Invoke(thread.Capability, InvocationLabel.TcbResume, []);
        Assert.False(Scheduler.IsSchedulable(thread.Thread));
        Configure(context, 1_000, 2_000);
        world.Rest();
        Assert.True(thread.IsRunning);
    }

    [Fact]
    public void Deleting_the_context_stops_its_thread()
    {
        Actor thread = world.Start(100);
        world.Invoke(world.RootNode, InvocationLabel.CNodeDelete, [], thread.SchedContext, 64);
        world.Rest();
        Assert.Null(world.Running);
        Assert.True(thread.Thread->SchedContext == null);
    }

    [Fact]
    public void Deleting_the_own_context_stops_the_caller_without_harm()
    {
        Actor thread = world.Start(100);
        Actor other = world.Start(90);
        world.Rest();
        thread.Invoke(world.RootNode, InvocationLabel.CNodeDelete, [], thread.SchedContext, 64);
        Assert.True(other.IsRunning);
        world.Advance(20_000);
        Assert.True(other.IsRunning);
    }

    [Fact]
    public void Consumed_tells_microseconds_since_it_was_last_asked()
    {
        Actor thread = world.Start(100, 50_000, 50_000);
        world.Rest();
        world.Advance(3_000);
        world.Wake();
        Assert.Equal(Error.NoError, world.Invoke(thread.SchedContext, InvocationLabel.SchedContextConsumed, []));
        Assert.Equal((1ul, 3_000ul), (world.Root.Info.Length, world.Root.Word(0)));
        world.Invoke(thread.SchedContext, InvocationLabel.SchedContextConsumed, []);
        Assert.Equal(0ul, world.Root.Word(0));
    }

    [Fact]
    public void A_running_thread_learns_its_own_consumption_up_to_now()
    {
        Actor thread = world.Start(100, 50_000, 50_000);
        world.Rest();
        world.Advance(2_000);
        thread.Invoke(thread.SchedContext, InvocationLabel.SchedContextConsumed, []);
        Assert.Equal(2_000ul, thread.Word(0));
    }

    [Fact]
    public void Shrinking_the_budget_of_a_running_thread_takes_effect()
    {
        Actor thread = world.Start(100, 50_000, 100_000);
        Actor background = world.Start(50);
        Configure(thread.SchedContext, 1_000, 100_000);
        world.Rest();
        Assert.True(thread.IsRunning);
        world.Advance(1_000);
        Assert.True(background.IsRunning);
    }

    [Fact]
    public void YieldTo_lets_an_equal_run_and_returns_its_consumption()
    {
        (Actor target, Actor caller) = YieldToAnEqual();
        Assert.True(target.IsRunning);
        world.Advance(700);
        target.Wait(world.MakeNotification());
        Assert.True(caller.IsRunning);
        Assert.Equal((0ul, 1ul, 700ul), (caller.Info.Label, caller.Info.Length, caller.Word(0)));
    }

    [Fact]
    public void YieldTo_is_refused_to_oneself_to_nobody_and_above_the_maximum()
    {
        Actor caller = world.Start(100);
        Actor urgent = world.Create(200);
        caller.Thread->MaximumControlledPriority = 150;
        ulong unbound = world.Make(ObjectType.SchedContext, 8);
        world.Rest();
        Assert.Equal(Error.IllegalOperation, caller.Invoke(caller.SchedContext, InvocationLabel.SchedContextYieldTo, []));
        Assert.Equal(Error.IllegalOperation, caller.Invoke(unbound, InvocationLabel.SchedContextYieldTo, []));
        Assert.Equal(Error.IllegalOperation, caller.Invoke(urgent.SchedContext, InvocationLabel.SchedContextYieldTo, []));
    }

    [Fact]
    public void YieldTo_a_thread_that_cannot_run_returns_at_once()
    {
        Actor sleeping = world.Create(100);
        Assert.Equal(Error.NoError, world.Invoke(sleeping.SchedContext, InvocationLabel.SchedContextYieldTo, []));
        Assert.Equal(0ul, world.Root.Word(0));
    }

    [Fact]
    public void Deleting_the_thread_yielded_to_completes_the_call()
    {
        (Actor target, Actor caller) = YieldToAnEqual();
        world.Advance(300);
        world.Wake();
        world.Invoke(world.RootNode, InvocationLabel.CNodeDelete, [], target.Capability, 64);
        world.Rest();
        Assert.True(caller.IsRunning);
        Assert.Equal(300ul, caller.Word(0));
    }

    private (Actor Target, Actor Caller) YieldToAnEqual()
    {
        Actor target = world.Start(100, 50_000, 50_000);
        Actor caller = world.Start(100, 50_000, 50_000);
        world.Rest();
        if (target.IsRunning)
        {
            target.Yield();
        }

        caller.Call(target.SchedContext, (ulong)InvocationLabel.SchedContextYieldTo);
        return (target, caller);
    }

    private Error Configure(ulong context, ulong budget, ulong period, ulong extraRefills = 0) =>
        world.Invoke(world.SchedControl, InvocationLabel.SchedControlConfigureFlags, [context], budget, period, extraRefills, 0, 0);

    private Error Bind(ulong context, ulong target) => world.Invoke(context, InvocationLabel.SchedContextBind, [target]);

    private Error Unbind(ulong context, ulong target) => world.Invoke(context, InvocationLabel.SchedContextUnbindObject, [target]);
}
