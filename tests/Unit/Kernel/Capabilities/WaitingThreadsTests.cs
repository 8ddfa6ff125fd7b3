// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Objects;
using Xunit;
using ThreadState = Caprock.Kernel.Objects.ThreadState;

namespace Caprock.Tests.Unit.Kernel.Capabilities;

/// <summary>What deletion does to threads that wait at the object.</summary>
public sealed unsafe class WaitingThreadsTests : IDisposable
{
    private const int Object = 20;
    private const int FirstThread = 30;
    private const int ThreadCount = 20;

    private readonly CapabilityArena arena = new();

    public void Dispose() => arena.Dispose();

    [Fact]
    public void Deleting_one_of_two_capabilities_of_an_endpoint_leaves_its_queue_alone()
    {
        Endpoint* endpoint = MakeEndpointWithSenders();
        arena.Expect(Error.NoError, arena.Copy(Object, Object + 1));

        arena.Expect(Error.NoError, arena.Delete(Object));
        Assert.Equal(ThreadCount, CountBlocked());
        Assert.Equal(EndpointState.Sending, EndpointQueue.State(endpoint));
    }

    [Fact]
    public void Deleting_the_last_capability_of_an_endpoint_ends_every_wait()
    {
        Endpoint* endpoint = MakeEndpointWithSenders();

        arena.Expect(Error.NoError, arena.Delete(Object));
        Assert.Equal(0, CountBlocked());
        Assert.Equal(EndpointState.Idle, EndpointQueue.State(endpoint));
    }

    [Fact]
    public void A_preempted_deletion_keeps_the_capability_until_the_queue_is_empty()
    {
        MakeEndpointWithSenders();
        arena.InterruptPending = true;
        arena.ExhaustWorkUnits();

        Assert.Equal(Outcome.Preempted, arena.Delete(Object));
        Assert.Equal(CapabilityType.Endpoint, arena.Cap(Object).Type);
        Assert.InRange(CountBlocked(), 1, ThreadCount - 1);
        arena.Expect(Error.NoError, arena.Finish(() => arena.Delete(Object)));
        Assert.Equal(0, CountBlocked());
        Assert.True(arena.IsEmpty(Object));
    }

    [Fact]
    public void Deleting_the_last_capability_of_a_notification_ends_every_wait()
    {
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.Notification, 0, Object));
        MakeThreads();
        for (int i = 0; i < ThreadCount; i++)
        {
            ThreadAt(i)->State = ThreadState.BlockedOnNotification;
            NotificationQueue.Insert((Notification*)arena.Cap(Object).ObjectAddress, ThreadAt(i));
        }

        arena.InterruptPending = true;
        arena.Expect(Error.NoError, arena.Finish(() => arena.Delete(Object)));
        Assert.Equal(0, CountBlocked());
    }

    [Fact]
    public void Deleting_a_waiting_thread_takes_it_out_of_the_queue()
    {
        Endpoint* endpoint = MakeEndpointWithSenders();

        for (int i = 0; i < ThreadCount; i++)
        {
            arena.Expect(Error.NoError, arena.Delete(FirstThread + i));
            Assert.Equal(i == ThreadCount - 1, EndpointQueue.State(endpoint) == EndpointState.Idle);
        }

        Assert.True(EndpointQueue.Head(endpoint) == null);
    }

    [Fact]
    public void CancelBadgedSends_ends_the_waits_with_its_badge_only()
    {
        MakeEndpointWithSenders();
        arena.Expect(Error.NoError, arena.Mint(Object, Object + 1, 3));

        arena.Expect(Error.NoError, arena.CancelBadgedSends(Object + 1));
        for (int i = 0; i < ThreadCount; i++)
        {
            Assert.Equal(BadgeOf(i) != 3, ThreadAt(i)->State == ThreadState.BlockedOnSend);
        }
    }

    [Fact]
    public void CancelBadgedSends_without_a_badge_cancels_nothing()
    {
        MakeEndpointWithSenders();

        arena.Expect(Error.NoError, arena.CancelBadgedSends(Object));
        Assert.Equal(ThreadCount, CountBlocked());
    }

    [Fact]
    public void A_thread_bound_to_a_notification_outlives_it()
    {
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.Notification, 0, Object));
        MakeThreads();
        var notification = (Notification*)arena.Cap(Object).ObjectAddress;
        notification->BoundThread = ThreadAt(0);
        ThreadAt(0)->BoundNotification = notification;

        arena.Expect(Error.NoError, arena.Delete(Object));
        Assert.True(ThreadAt(0)->BoundNotification == null);
    }

    private static ulong BadgeOf(int thread) => (ulong)(thread % 4) + 1;

    private Endpoint* MakeEndpointWithSenders()
    {
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.Endpoint, 0, Object));
        MakeThreads();
        var endpoint = (Endpoint*)arena.Cap(Object).ObjectAddress;
        for (int i = 0; i < ThreadCount; i++)
        {
            ThreadAt(i)->State = ThreadState.BlockedOnSend;
            ThreadAt(i)->BlockingBadge = BadgeOf(i);
            EndpointQueue.Insert(endpoint, EndpointState.Sending, ThreadAt(i));
        }

        return endpoint;
    }

    private void MakeThreads() =>
        arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.Tcb, 0, FirstThread, ThreadCount));

    private Tcb* ThreadAt(int index)
    {
        arena.Cap(FirstThread + index).TryAsThread(out ThreadCapability thread);
        return thread.Object;
    }

    private int CountBlocked()
    {
        int count = 0;
        for (int i = 0; i < ThreadCount; i++)
        {
            count += Caprock.Kernel.Objects.Thread.IsBlocked(ThreadAt(i)) ? 1 : 0;
        }

        return count;
    }
}
