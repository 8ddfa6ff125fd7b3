// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.Host;
using Caprock.Kernel.Objects;

namespace Caprock.Tests.Unit.Kernel.Ipc;

/// <summary>Fast paths: where they serve and where they leave it, with the same result as the ordinary path in either case.</summary>
public sealed unsafe class FastpathTests : IDisposable
{
    private readonly World world = new();

    private TwoPaths Paths => new(world);

    private static long Served => HostEntry.HasFastpath ? 1 : 0;

    public void Dispose() => world.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_call_to_a_waiting_passive_server_is_fast(ulong length)
    {
        (Actor client, Actor server, ulong endpoint) = PassiveServer(110);
        client.Set(1, 2, 3, 4);
        Assert.Equal(Served, Paths.Check(() => client.Call(endpoint, 7, length)));
        Assert.True(server.IsRunning);
        Assert.Equal((7ul, length), (server.Info.Label, server.Info.Length));
    }

    [Theory]
    [InlineData(110)]
    [InlineData(109)]
    public void A_call_leaves_the_other_receivers_in_order(byte secondPriority)
    {
        (Actor client, Actor server, ulong endpoint) = PassiveServer(110);
        Actor second = AddReceiver(endpoint, secondPriority);
        Actor third = AddReceiver(endpoint, secondPriority);
        Assert.Equal(Served, Paths.Check(() => client.Call(endpoint)));
        Assert.True(server.IsRunning);
        Assert.Equal(secondPriority == 110 ? Served : 0, Paths.Check(() => server.Call(endpoint)));
        Assert.True(second.IsRunning);
        Assert.Equal(ThreadState.BlockedOnReceive, third.State);
    }

    [Fact]
    public void A_call_on_borrowed_time_is_fast_and_so_is_its_reply()
    {
        (Actor client, Actor proxy, ulong endpoint) = PassiveServer(110);
        ulong behind = world.MakeEndpoint();
        Actor server = AddReceiver(behind, 120);
        client.Call(endpoint);
        Assert.Equal(Served, Paths.Check(() => proxy.Call(behind, 0, 2)));
        Assert.True(server.IsRunning);
        Assert.Equal(Served, Paths.Check(() => server.ReplyRecv(behind, 0, 3)));
        Assert.True(proxy.IsRunning);
        Assert.Equal(Served, Paths.Check(() => proxy.ReplyRecv(endpoint)));
        Assert.True(client.IsRunning);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(120)]
    [InlineData(127)]
    public void Long_messages_arrive_by_both_paths_alike(ulong length)
    {
        (Actor client, Actor server, ulong endpoint) = PassiveServer(110);
        client.Set([.. Enumerable.Range(1, 120).Select(i => (ulong)i)]);
        Assert.Equal(length <= 120 ? Served : 0, Paths.Check(() => client.Call(endpoint, 1, length)));
        Assert.Equal((Math.Min(length, 120), 5ul), (server.Info.Length, server.Word(4)));
        Assert.Equal(length <= 120 ? Served : 0, Paths.Check(() => server.ReplyRecv(endpoint, 2, length)));
        Assert.True(client.IsRunning);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    public void A_message_for_which_the_server_has_no_buffer_is_cut_by_both_paths_alike(ulong length)
    {
        ulong endpoint = world.MakeEndpoint();
        Actor server = AddReceiver(endpoint, 110, hasBuffer: false);
        world.Wake();
        Actor client = world.Start(100);
        world.Rest();
        client.Set(1, 2, 3, 4, 5);
        Assert.Equal(length == 4 ? Served : 0, Paths.Check(() => client.Call(endpoint, 1, length)));
        Assert.Equal((4ul, 4ul), (server.Info.Length, server.Word(3)));
    }

    [Fact]
    public void Calls_to_kernel_objects_and_to_nobody_take_the_ordinary_path()
    {
        Actor client = PassiveServer(110).Client;
        ulong nobody = world.MakeEndpoint();
        Assert.Equal(0, Paths.Check(() => client.Call(world.RootNode)));
        Assert.Equal(0, Paths.Check(() => client.Call(0)));
        Assert.Equal(0, Paths.Check(() => client.Call(nobody)));
        Assert.Equal(ThreadState.BlockedOnSend, client.State);
    }

    [Theory]
    [InlineData(1, 110)]
    [InlineData(15, 60)]
    public void A_call_takes_the_ordinary_path(ulong rights, byte serverPriority)
    {
        (Actor client, _, ulong endpoint) = PassiveServer(serverPriority);
        ulong capability = world.Mint(endpoint, 9, rights);
        Assert.Equal(0, Paths.Check(() => client.Call(capability)));
    }

    [Fact]
    public void A_call_with_capabilities_takes_the_ordinary_path()
    {
        (Actor client, Actor server, ulong endpoint) = PassiveServer(110);
        client.SetCaps(endpoint);
        Assert.Equal(0, Paths.Check(() => client.Call(endpoint, 0, 1, 1)));
        Assert.True(server.IsRunning);
    }

    [Fact]
    public void A_reply_takes_the_ordinary_path_when_somebody_is_to_be_served_next()
    {
        (Actor client, Actor server, ulong endpoint) = PassiveServer(110);
        client.Call(endpoint);
        world.Wake();
        Actor other = world.Start(120);
        world.Rest();
        other.Call(endpoint);
        Assert.True(server.IsRunning);
        Assert.Equal(0, Paths.Check(() => server.ReplyRecv(endpoint)));
        Assert.Equal(ThreadState.BlockedOnReply, other.State);
    }

    [Fact]
    public void A_reply_takes_the_ordinary_path_when_a_signal_waits()
    {
        (Actor client, Actor server, ulong endpoint) = PassiveServer(110);
        ulong notification = world.MakeNotification();
        world.Wake();
        world.Invoke(server.Capability, InvocationLabel.TcbBindNotification, [notification]);
        world.Rest();
        client.Call(endpoint);
        server.Send(world.Mint(notification, 4));
        Assert.Equal(0, Paths.Check(() => server.ReplyRecv(endpoint)));
    }

    [Theory]
    [InlineData(90, false)]
    [InlineData(0, true)]
    public void A_reply_to_a_less_urgent_caller_is_fast_unless_somebody_is_between(byte between, bool isFast)
    {
        (Actor client, Actor server, ulong endpoint) = PassiveServer(110, 80);
        client.Call(endpoint);
        if (between != 0)
        {
            world.Wake();
            world.Start(between);
            world.Rest();
        }

        Assert.True(server.IsRunning);
        Assert.Equal(isFast ? Served : 0, Paths.Check(() => server.ReplyRecv(endpoint)));
    }

    [Fact]
    public void Signals_that_wake_nobody_are_fast()
    {
        ulong notification = world.MakeNotification();
        ulong signal = world.Mint(notification, 5);
        Assert.Equal(Served, Paths.Check(() => world.Root.Send(signal)));
        Assert.Equal(Served, Paths.Check(() => world.Root.Send(signal)));
        Assert.Equal(5ul, ((Notification*)world.CapabilityAt(notification).ObjectAddress)->Badge);
    }

    [Theory]
    [InlineData(100, 90)]
    [InlineData(100, 100)]
    [InlineData(100, 110)]
    public void A_signal_wakes_the_first_waiting_thread_by_both_paths_alike(byte sender, byte receiver)
    {
        ulong notification = world.MakeNotification();
        ulong signal = world.Mint(notification, 5);
        Actor signaller = world.Start(sender);
        Actor waiter = world.Start(receiver);
        Actor second = world.Start(receiver);
        world.Rest();
        while (world.Running != signaller)
        {
            world.Running!.Wait(notification);
        }

        if (receiver < sender)
        {
            world.Wake();
            Assert.True(world.Running == world.Root);
            world.Rest();
        }

        Paths.Check(() => signaller.Send(signal));
        Assert.Equal(receiver > sender, !signaller.IsRunning);
        Assert.True(waiter.Thread != second.Thread);
    }

    [Fact]
    public void A_thread_woken_by_one_of_the_same_priority_waits_for_its_turn()
    {
        ulong endpoint = world.MakeEndpoint();
        Actor sender = world.Start(100);
        Actor receiver = world.Start(100);
        world.Rest();
        if (world.Running == sender)
        {
            sender.Yield();
        }

        receiver.Recv(endpoint);
        Paths.Check(() => sender.Send(endpoint));
        Assert.True(sender.IsRunning);
        Paths.Check(sender.Yield);
        Assert.True(receiver.IsRunning);
        Paths.Check(receiver.Yield);
        Assert.True(sender.IsRunning);
    }

    [Fact]
    public void A_bound_thread_that_waits_on_an_endpoint_is_woken_by_both_paths_alike()
    {
        (Actor client, Actor server, ulong endpoint) = PassiveServer(90);
        ulong notification = world.MakeNotification();
        world.Wake();
        world.Invoke(server.SchedContext, InvocationLabel.SchedContextBind, [notification]);
        world.Invoke(server.Capability, InvocationLabel.TcbBindNotification, [notification]);
        world.Rest();
        Paths.Check(() => client.Send(notification));
        Assert.Equal(ThreadState.Running, server.State);
        Assert.True(endpoint != 0);
    }

    [Theory]
    [InlineData(110, false, false, 0, true)]
    [InlineData(110, false, true, 0, true)]
    [InlineData(110, true, false, 0, true)]
    [InlineData(110, true, true, 0, true)]
    [InlineData(100, true, true, 0, true)]
    [InlineData(90, true, true, 0, true)]
    [InlineData(90, true, true, 90, false)]
    [InlineData(90, false, false, 95, false)]
    public void A_signal_with_a_wait_goes_on_with_the_thread_it_wakes(
        byte priority, bool isWokenAtEndpoint, bool waitsAtEndpoint, byte between, bool isFast)
    {
        (Actor first, Actor second, ulong signal, ulong source, ulong back) = Neighbours(priority, isWokenAtEndpoint, waitsAtEndpoint);
        ulong nobody = world.MakeEndpoint();
        Actor? other = null;
        if (between != 0)
        {
            world.Wake();
            other = world.Start(between);
            world.Rest();
            Until(first);
        }

        world.Advance(200);
        Assert.Equal(isFast || between == priority ? Served : 0, Paths.Check(() => first.NBSendRecv(signal, source, 3, 2)));
        Assert.Equal(isFast || between == priority, second.IsRunning);
        if (other is { IsRunning: true })
        {
            other.Recv(nobody);
        }

        Until(second);
        Assert.Equal((5ul, true), (second.Badge, first.State is ThreadState.BlockedOnReceive or ThreadState.BlockedOnNotification));
        Paths.Check(() => second.NBSendRecv(back, nobody));
        Until(first);
        Assert.Equal(6ul, first.Badge);
    }

    [Fact]
    public void A_signal_with_a_wait_takes_the_ordinary_path_when_there_is_nothing_to_wait_for()
    {
        (Actor first, Actor second, ulong signal, ulong source, ulong back) = Neighbours(90, true, true);
        ulong nobody = world.MakeEndpoint();
        first.Send(back);
        Assert.Equal(0, Paths.Check(() => first.NBSendRecv(signal, source)));
        Assert.Equal((true, 6ul, ThreadState.Running), (first.IsRunning, first.Badge, second.State));
        Assert.Equal(0, Paths.Check(() => first.NBSendRecv(signal, source)));
        Until(second);
        Assert.Equal(0, Paths.Check(() => second.NBSendRecv(nobody, signal)));
        Assert.Equal((true, 5ul), (second.IsRunning, second.Badge));
        Assert.Equal(0, Paths.Check(() => second.NBSendRecv(0, nobody)));
    }

    [Fact]
    public void A_signal_with_a_wait_takes_the_ordinary_path_where_other_receivers_or_other_objects_are_concerned()
    {
        (Actor first, Actor second, ulong signal, ulong source, _) = Neighbours(110, true, true);
        world.Wake();
        Actor third = world.Start(105);
        world.Rest();
        Until(third);
        third.Recv(source);
        Until(first);
        Assert.Equal(0, Paths.Check(() => first.NBSendRecv(signal, source)));
        Assert.True(second.IsRunning);
        Assert.Equal(0, Paths.Check(() => second.NBSendRecv(signal, signal)));
        Assert.Equal(0, Paths.Check(() => second.NBSendRecv(world.RootNode, world.RootNode)));
    }

    [Fact]
    public void A_signal_with_a_wait_takes_the_ordinary_path_for_threads_on_the_time_of_a_notification()
    {
        (Actor first, Actor second, ulong signal, ulong source, ulong back) = Neighbours(110, true, true);
        world.Wake();
        Assert.Equal(Error.NoError, world.Invoke(second.SchedContext, InvocationLabel.SchedContextUnbind, []));
        Assert.Equal(Error.NoError, world.Invoke(second.SchedContext, InvocationLabel.SchedContextBind, [signal]));
        world.Rest();
        Until(first);
        Assert.Equal(0, Paths.Check(() => first.NBSendRecv(signal, source)));
        Assert.True(second.IsRunning);
        Assert.Equal(0, Paths.Check(() => second.NBSendRecv(back, signal)));
        Until(first);
    }

    [Theory]
    [InlineData(110, 0, 1_000)]
    [InlineData(110, 4, 1_000)]
    [InlineData(110, 10, 1_000)]
    [InlineData(100, 3, 1_000)]
    [InlineData(95, 3, 1_000)]
    [InlineData(110, 10, 10_000)]
    public void A_server_on_its_own_time_is_called_and_replies_by_both_paths_alike(byte serverPriority, ulong length, ulong budget)
    {
        ulong endpoint = world.MakeEndpoint();
        Actor client = world.Start(100, 2_000, 20_000);
        Actor server = world.Start(serverPriority, budget);
        world.Start(95);
        world.Rest();
        Until(server);
        server.Recv(endpoint);
        Until(client);
        client.Set([.. Enumerable.Range(1, 120).Select(i => (ulong)i)]);
        world.Advance(300);
        Assert.Equal(serverPriority < 100 ? 0 : Served, Paths.Check(() => client.Call(endpoint, 7, length)));
        Until(server);
        Assert.Equal((7ul, length), (server.Info.Label, server.Info.Length));
        world.Advance(200);
        Assert.Equal(Served, Paths.Check(() => server.ReplyRecv(endpoint, 8, length)));
        Until(client);
        Assert.Equal((8ul, ThreadState.BlockedOnReceive), (client.Info.Label, server.State));
        world.Advance(100);
        Assert.Equal(serverPriority < 100 ? 0 : Served, Paths.Check(() => client.Call(endpoint)));
    }

    [Fact]
    public void A_server_whose_budget_is_used_up_is_called_by_both_paths_alike()
    {
        ulong endpoint = world.MakeEndpoint();
        Actor client = world.Start(100);
        Actor server = world.Start(110, 1_000, 20_000);
        world.Rest();
        world.Advance(995);
        server.Recv(endpoint);
        Until(client);
        Assert.Equal(0, Paths.Check(() => client.Call(endpoint)));
        Assert.Null(world.Running);
        Until(server);
    }

    [Theory]
    [InlineData(ObjectType.Page4K, 0, 0)]
    [InlineData(ObjectType.Page4K, 0, 64)]
    [InlineData(ObjectType.Tcb, 0, 64)]
    [InlineData(ObjectType.Endpoint, 0, 64)]
    [InlineData(ObjectType.Pml4, 0, 64)]
    [InlineData(ObjectType.LargePage, 0, 64)]
    [InlineData(ObjectType.CapTable, 3, 64)]
    [InlineData(ObjectType.Untyped, 12, 64)]
    [InlineData(ObjectType.Page4K, 64, 0)]
    [InlineData(ObjectType.Count, 0, 0)]
    [InlineData(ObjectType.Page4K, 0, 3)]
    public void Objects_are_made_by_both_paths_alike(ObjectType type, ulong sizeBits, ulong depth)
    {
        Actor actor = world.Start(100);
        world.Rest();
        ulong memory = world.Make(ObjectType.Untyped, 16);
        ulong first = world.FreeSlot();
        for (ulong i = 0; i < 17; i++)
        {
            ulong slot = first + (i % 16);
            Paths.Check(() => actor.Invoke(
                memory, InvocationLabel.UntypedRetype, [world.RootNode], (ulong)type, sizeBits, depth == 0 ? 0 : world.RootNode, depth,
                slot, 1));
        }
    }

    private void Until(Actor actor)
    {
        for (int i = 0; i < 1_000 && !actor.IsRunning; i++)
        {
            world.Advance(100);
        }

        Assert.True(actor.IsRunning);
    }

    [Fact]
    public void A_reply_to_a_fault_takes_the_ordinary_path()
    {
        (Actor client, Actor server, ulong endpoint) = PassiveServer(110);
        client.TellFaultsTo(endpoint);
        client.FaultOnMemory(0x1000, 4);
        Assert.True(server.IsRunning);
        Assert.Equal(0, Paths.Check(() => server.ReplyRecv(endpoint)));
    }

    private (Actor Client, Actor Server, ulong Endpoint) PassiveServer(byte serverPriority, byte clientPriority = 100)
    {
        ulong endpoint = world.MakeEndpoint();
        Actor server = AddReceiver(endpoint, serverPriority);
        world.Wake();
        Actor client = world.Start(clientPriority);
        world.Rest();
        Assert.True(client.IsRunning);
        return (client, server, endpoint);
    }

    /// <summary>Two threads with time and a notification bound to each. The second waits, the first runs.</summary>
    /// <returns>Both, what signals the second with badge 5, where the first is to wait, what signals that one with badge 6.</returns>
    private (Actor First, Actor Second, ulong Signal, ulong Source, ulong Back) Neighbours(
        byte secondPriority, bool isWokenAtEndpoint, bool waitsAtEndpoint)
    {
        Actor first = world.Start(100);
        Actor second = world.Start(secondPriority);
        ulong[] notifications = [world.MakeNotification(), world.MakeNotification()];
        world.Invoke(first.Capability, InvocationLabel.TcbBindNotification, [notifications[0]]);
        world.Invoke(second.Capability, InvocationLabel.TcbBindNotification, [notifications[1]]);
        world.Rest();
        if (secondPriority < 100)
        {
            Until(first);
            first.Wait(notifications[0]);
        }

        Until(second);
        second.Recv(isWokenAtEndpoint ? world.MakeEndpoint() : notifications[1]);
        if (secondPriority < 100)
        {
            world.Wake();
            world.Root.Send(notifications[0]);
            world.Rest();
        }

        Until(first);
        return (first, second, world.Mint(notifications[1], 5), waitsAtEndpoint ? world.MakeEndpoint() : notifications[0],
            world.Mint(notifications[0], 6));
    }

    /// <summary>A passive thread that waits at an endpoint; whoever ran before runs again.</summary>
    private Actor AddReceiver(ulong endpoint, byte priority, bool hasBuffer = true)
    {
        if (world.Running != world.Root)
        {
            world.Wake();
        }

        Actor server = world.Start(251, hasBuffer: hasBuffer);
        world.Invoke(server.Capability, InvocationLabel.TcbSetPriority, [world.Root.Capability], 251);
        world.Rest();
        server.Recv(endpoint);
        world.Wake();
        Assert.Equal(Error.NoError, world.Invoke(server.SchedContext, InvocationLabel.SchedContextUnbind, []));
        Assert.Equal(Error.NoError, world.Invoke(server.Capability, InvocationLabel.TcbSetPriority, [world.Root.Capability], priority));
        world.Rest();
        return server;
    }
}
