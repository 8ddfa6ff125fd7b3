// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;
using Caprock.Kernel.Scheduling;
using Xunit;

namespace Caprock.Tests.Unit.Kernel.Ipc;

/// <summary>Calls, replies and what is lent with them.</summary>
public sealed unsafe class CallTests : IDisposable
{
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void A_call_waits_for_the_reply_and_gets_its_words()
    {
        (Actor client, Actor server, ulong endpoint) = WaitingServer();
        client.Set(1, 2);
        client.Call(endpoint, 3, 2);
        Assert.Equal(ThreadState.BlockedOnReply, client.State);
        Assert.Equal(2ul, server.Word(1));
        server.Set(5, 6, 7);
        server.ReplyRecv(endpoint, 8, 3);
        Assert.True(client.IsRunning);
        Assert.Equal((8ul, 3ul, 7ul, 0ul), (client.Info.Label, client.Info.Length, client.Word(2), client.Badge));
        Assert.Equal(ThreadState.BlockedOnReceive, server.State);
    }

    [Fact]
    public void A_passive_server_runs_on_its_clients_time_and_returns_it()
    {
        (Actor client, Actor server, ulong endpoint) = PassiveServer(60);
        client.Call(endpoint);
        Assert.True(server.IsRunning);
        Assert.True(server.Thread->SchedContext == client.Context && client.Thread->SchedContext == null);
        server.ReplyRecv(endpoint);
        Assert.True(client.IsRunning);
        Assert.True(client.Thread->SchedContext == client.Context && server.Thread->SchedContext == null);
    }

    [Fact]
    public void A_passive_server_that_replies_with_Send_stops_because_the_time_goes_back()
    {
        (Actor client, Actor server, ulong endpoint) = PassiveServer(110);
        client.Call(endpoint);
        server.Send(server.Reply);
        Assert.True(client.IsRunning);
        Assert.True(server.Thread->SchedContext == null);
    }

    [Fact]
    public void Time_is_lent_along_a_chain_of_passive_servers()
    {
        (Actor client, Actor proxy, Actor server, ulong endpoint, ulong behind) = Chain();
        client.Call(endpoint);
        proxy.Call(behind);
        Assert.True(server.IsRunning && server.Thread->SchedContext == client.Context);
        server.ReplyRecv(behind);
        Assert.True(proxy.IsRunning && proxy.Thread->SchedContext == client.Context);
        proxy.ReplyRecv(endpoint);
        Assert.True(client.IsRunning && client.Thread->SchedContext == client.Context);
        Assert.True(client.Context->Reply == null);
    }

    [Fact]
    public void Deleting_the_reply_object_returns_the_time_to_the_caller_which_stops()
    {
        (Actor client, Actor server, ulong endpoint) = PassiveServer(60);
        client.Call(endpoint);
        world.Wake();
        Assert.Equal(Error.NoError, world.Invoke(world.RootNode, InvocationLabel.CNodeDelete, [], server.Reply, 64));
        Assert.Equal(ThreadState.Inactive, client.State);
        Assert.True(client.Thread->SchedContext == client.Context && server.Thread->SchedContext == null);
    }

    [Fact]
    public void Deleting_reply_objects_from_the_middle_of_a_chain_leaves_the_time_where_it_is()
    {
        (Actor client, Actor proxy, Actor server, ulong endpoint, ulong behind) = Chain();
        client.Call(endpoint);
        proxy.Call(behind);
        world.Wake();
        world.Invoke(world.RootNode, InvocationLabel.CNodeDelete, [], proxy.Reply, 64);
        Assert.True(server.Thread->SchedContext == client.Context);
        Assert.Equal(ThreadState.Inactive, client.State);
        world.Invoke(world.RootNode, InvocationLabel.CNodeDelete, [], server.Reply, 64);
        Assert.True(proxy.Thread->SchedContext == client.Context && client.Thread->SchedContext == null);
    }

    [Fact]
    public void Deleting_the_scheduling_context_in_a_chain_stops_the_server_and_keeps_the_callers_waiting()
    {
        (Actor client, Actor proxy, Actor server, ulong endpoint, ulong behind) = Chain();
        client.Call(endpoint);
        proxy.Call(behind);
        world.Wake();
        world.Invoke(world.RootNode, InvocationLabel.CNodeDelete, [], client.SchedContext, 64);
        Assert.True(server.Thread->SchedContext == null);
        Assert.Equal((ThreadState.BlockedOnReply, ThreadState.BlockedOnReply), (client.State, proxy.State));
        world.Invoke(world.RootNode, InvocationLabel.CNodeDelete, [], server.Reply, 64);
        Assert.Equal(ThreadState.Inactive, proxy.State);
        Assert.True(proxy.Thread->SchedContext == null);
    }

    [Fact]
    public void Suspending_a_caller_unlinks_its_reply_object_and_the_server_keeps_the_time()
    {
        (Actor client, Actor server, ulong endpoint) = PassiveServer(60);
        client.Call(endpoint);
        world.Wake();
        world.Invoke(client.Capability, InvocationLabel.TcbSuspend, []);
        Assert.Equal(ThreadState.Inactive, client.State);
        Assert.True(server.Thread->SchedContext == client.Context && client.Context->Reply == null);
        world.Rest();
        server.Send(server.Reply);
        Assert.True(server.IsRunning);
        Assert.Equal(ThreadState.Inactive, client.State);
    }

    [Fact]
    public void A_resumed_caller_calls_again()
    {
        (Actor client, Actor server, ulong endpoint) = WaitingServer();
        client.Call(endpoint, 4, 0);
        world.Wake();
        world.Invoke(client.Capability, InvocationLabel.TcbSuspend, []);
        world.Invoke(client.Capability, InvocationLabel.TcbResume, []);
        world.Rest();
        server.Recv(endpoint);
        Assert.True(client.IsRunning);
        Assert.Equal(client.Thread->Context.FaultIp, client.Thread->Context.NextIp);
        client.Repeat();
        Assert.Equal(4ul, server.Info.Label);
    }

    [Fact]
    public void A_call_received_without_a_reply_object_stops_the_caller()
    {
        ulong endpoint = world.MakeEndpoint();
        Actor client = world.Start(100);
        Actor server = world.Start(110);
        world.Rest();
        server.Wait(endpoint);
        client.Set(6);
        client.Call(endpoint, 0, 1);
        Assert.Equal(ThreadState.Inactive, client.State);
        Assert.Equal(6ul, server.Word(0));
    }

    [Theory]
    [InlineData(1, ThreadState.Inactive)]
    [InlineData(1 | 4, ThreadState.BlockedOnReply)]
    [InlineData(1 | 8, ThreadState.BlockedOnReply)]
    public void A_call_needs_Grant_or_GrantReply(ulong rights, ThreadState expected)
    {
        ulong endpoint = world.MakeEndpoint();
        ulong restricted = world.Mint(endpoint, 0, rights);
        Actor client = world.Start(100);
        Actor server = world.Start(110);
        world.Rest();
        server.Recv(endpoint);
        client.Call(restricted);
        Assert.Equal(expected, client.State);
    }

    [Fact]
    public void Replying_twice_does_nothing_the_second_time()
    {
        (Actor client, Actor server, ulong endpoint) = WaitingServer();
        client.Call(endpoint);
        server.Set(1);
        server.Send(server.Reply, 0, 1);
        server.Set(2);
        server.Send(server.Reply, 0, 1);
        Assert.Equal(1ul, client.Word(0));
        Assert.True(server.IsRunning);
    }

    [Fact]
    public void A_reply_carries_capabilities_only_with_grant_on_the_reply_capability()
    {
        ulong endpoint = world.MakeEndpoint();
        ulong given = world.MakeNotification();
        ulong slot = world.FreeSlot();
        Actor client = world.Start(100);
        Actor server = world.Start(110);
        ulong withoutGrant = world.Mint(server.Reply, 0, CapRights.Write.Word);
        world.Rest();
        server.Recv(endpoint);
        client.SetReceiveSlot(world.RootNode, slot);
        client.Call(endpoint);
        server.SetCaps(given);
        server.Send(withoutGrant, 0, 0, 1);
        Assert.True(Slot.IsEmpty(world.SlotAt(slot)));
        server.Recv(endpoint);
        client.Call(endpoint);
        server.Send(server.Reply, 0, 0, 1);
        Assert.False(Slot.IsEmpty(world.SlotAt(slot)));
    }

    [Fact]
    public void Receiving_with_a_reply_object_in_use_stops_whoever_it_named()
    {
        (Actor client, Actor server, ulong endpoint) = WaitingServer();
        client.Call(endpoint);
        server.Recv(endpoint);
        Assert.Equal(ThreadState.Inactive, client.State);
        Assert.True(((Reply*)world.CapabilityAt(server.Reply).ObjectAddress)->Thread == server.Thread);
    }

    [Fact]
    public void A_non_blocking_send_with_receive_donates_for_good()
    {
        (Actor client, Actor server, ulong endpoint) = PassiveServer(60);
        ulong back = world.MakeEndpoint();
        client.NBSendRecv(endpoint, back);
        Assert.True(server.IsRunning && server.Thread->SchedContext == client.Context);
        Assert.True(client.Context->Reply == null && client.Thread->SchedContext == null);
        Assert.Equal(ThreadState.BlockedOnReceive, client.State);
    }

    [Fact]
    public void A_plain_send_does_not_donate()
    {
        (Actor client, Actor server, ulong endpoint) = PassiveServer(120);
        client.Send(endpoint);
        Assert.True(client.IsRunning);
        Assert.Equal(ThreadState.Running, server.State);
        Assert.True(server.Thread->SchedContext == null);
    }

    [Fact]
    public void A_call_that_waited_donates_when_a_passive_thread_receives_it()
    {
        ulong endpoint = world.MakeEndpoint();
        ulong ready = world.MakeEndpoint();
        Actor client = world.Start(100);
        Actor server = world.Start(110);
        world.Rest();
        server.Wait(ready);
        client.Call(endpoint);
        world.Wake();
        world.Invoke(server.SchedContext, InvocationLabel.SchedContextUnbind, []);
        Actor starter = world.Start(90);
        world.Rest();
        starter.NBSendRecv(ready, world.MakeEndpoint());
        Assert.True(server.IsRunning && server.Thread->SchedContext == starter.Context);
        server.NBSendRecv(world.MakeEndpoint(), endpoint);
        Assert.True(server.Thread->SchedContext == starter.Context);
        Assert.Equal(ThreadState.BlockedOnReply, client.State);
    }

    [Fact]
    public void A_sporadic_caller_that_waited_lends_a_budget_that_begins_with_the_receive()
    {
        (Actor client, Actor server, ulong endpoint) = PassiveServer(60);
        world.Wake();
        Actor waiting = world.Start(80, budget: 2_000);
        waiting.Context->IsSporadic = 1;
        world.Rest();
        client.Call(endpoint);
        waiting.Call(endpoint);
        Assert.True(server.IsRunning);
        world.Stall(3_000);
        server.ReplyRecv(endpoint);
        Assert.True(client.IsRunning);
        Assert.True(server.Thread->SchedContext == waiting.Context);
        Assert.Equal(world.Now, Refills.Head(waiting.Context)->ReleaseTimeTicks);
        client.Wait(world.MakeEndpoint());
        Assert.True(server.IsRunning);
    }

    [Fact]
    public void The_first_phase_of_a_double_call_does_not_invoke_threads()
    {
        ulong endpoint = world.MakeEndpoint();
        Actor victim = world.Start(90);
        Actor caller = world.Start(110);
        world.Rest();
        caller.NBSendRecv(victim.Capability, endpoint, (ulong)InvocationLabel.TcbSuspend);
        Assert.True(victim.IsRunning);
        Assert.Equal(ThreadState.BlockedOnReceive, caller.State);
    }

    /// <summary>A server of higher priority with time of its own, which waits for its client.</summary>
    private (Actor Client, Actor Server, ulong Endpoint) WaitingServer()
    {
        ulong endpoint = world.MakeEndpoint();
        Actor client = world.Start(100);
        Actor server = world.Start(110);
        world.Rest();
        server.Recv(endpoint);
        return (client, server, endpoint);
    }

    private (Actor Client, Actor Server, ulong Endpoint) PassiveServer(byte serverPriority)
    {
        ulong endpoint = world.MakeEndpoint();
        Actor server = world.Start(serverPriority);
        world.Rest();
        server.Recv(endpoint);
        world.Wake();
        Assert.Equal(Error.NoError, world.Invoke(server.SchedContext, InvocationLabel.SchedContextUnbind, []));
        Actor client = world.Start(100);
        world.Rest();
        return (client, server, endpoint);
    }

    private (Actor Client, Actor Proxy, Actor Server, ulong Endpoint, ulong Behind) Chain()
    {
        ulong behind = world.MakeEndpoint();
        Actor server = world.Start(80);
        world.Rest();
        server.Recv(behind);
        world.Wake();
        world.Invoke(server.SchedContext, InvocationLabel.SchedContextUnbind, []);
        (Actor client, Actor proxy, ulong endpoint) = PassiveServer(90);
        return (client, proxy, server, endpoint, behind);
    }
}
