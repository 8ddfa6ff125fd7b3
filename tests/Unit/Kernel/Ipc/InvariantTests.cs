// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel;
using Caprock.Kernel.Arch.Host;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Diagnostics;
using Caprock.Kernel.Objects;

namespace Caprock.Tests.Unit.Kernel.Ipc;

/// <summary>The check of the invariants finds what is broken on purpose.</summary>
public sealed unsafe class InvariantTests : IDisposable
{
    private readonly World world = new();
    private readonly Actor client;
    private readonly Actor server;
    private readonly ulong endpoint;

    public InvariantTests()
    {
        endpoint = world.MakeEndpoint();
        client = world.Start(100);
        server = world.Start(101);
        world.Rest();
        server.Do(SystemCall.Recv, endpoint, MessageInfo.Create(0, 0, 0, 0), server.Reply);
        client.Call(endpoint, 1);
        world.Wake();
        world.CheckInvariants();
    }

    public void Dispose() => world.Dispose();

    [Fact]
    public void A_reply_object_that_forgets_its_caller_is_found()
    {
        client.Thread->Reply->Thread = null;

        Assert.Contains("threads and reply objects name each other", Broken(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_thread_with_time_that_is_in_no_queue_is_found()
    {
        Assert.Equal(QueueFlags.Ready, server.Thread->Queues);
        Caprock.Kernel.Scheduling.ReadyQueues.Remove(server.Thread);

        Assert.Contains("a thread with time is queued or chosen", Broken(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bit_for_an_empty_queue_is_found()
    {
        Machine.State->Scheduler.Bitmaps[0] |= 2;

        Assert.Contains("the bitmap says which queues hold threads", Broken(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_derivation_list_with_a_one_way_link_is_found()
    {
        ulong copy = world.Mint(endpoint, 5);
        world.SlotAt(copy)->PreviousWord = (ulong)world.SlotAt(world.RootNode);

        Assert.Contains("the derivation list is linked both ways", Broken(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_idle_endpoint_with_a_queue_is_found()
    {
        var place = (Endpoint*)world.CapabilityAt(endpoint).ObjectAddress;
        place->HeadAndState = (ulong)client.Thread;

        Assert.Contains("an endpoint is idle when nobody waits", Broken(), StringComparison.Ordinal);
    }

    [Fact]
    public void Lost_budget_is_found()
    {
        client.Context->BudgetTicks++;
        client.Context->PeriodTicks += 2;

        Assert.Contains("refills add up to the budget", Broken(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_refill_outside_the_ring_is_found()
    {
        server.Context->RefillMaximum = 1;
        server.Context->RefillHead = 1;

        Assert.Contains("the first refill lies in the ring", Broken(), StringComparison.Ordinal);
    }

    private string Broken()
    {
        world.CapabilityAt(world.RootNode).TryAsCNode(out CNodeCapability root);
        InvariantReport report = KernelInvariants.Check(root);
        Assert.NotEqual(0ul, report.Broken);
        return HostComputer.Current.Console.ToString();
    }
}
