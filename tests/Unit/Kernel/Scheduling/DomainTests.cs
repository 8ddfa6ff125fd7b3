// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Scheduling;
using Caprock.Tests.Unit.Kernel.Ipc;

namespace Caprock.Tests.Unit.Kernel.Scheduling;

/// <summary>Invocations of the authority over domains, in a profile with one domain.</summary>
public sealed class DomainTests : IDisposable
{
    private const ulong LastEntry = ProfileParameters.DomainScheduleEntries - 1;

    private static readonly int DomainCount = ProfileParameters.DomainCount;

    private readonly World world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void Only_existing_domains_and_threads_are_accepted()
    {
        Actor thread = world.Create(100);
        Assert.Equal(Error.NoError, world.Invoke(world.DomainSet, InvocationLabel.DomainSetSet, [thread.Capability], 0));
        Assert.Equal(
            Error.InvalidArgument,
            world.Invoke(world.DomainSet, InvocationLabel.DomainSetSet, [thread.Capability], ProfileParameters.DomainCount));
        Assert.Equal(Error.InvalidArgument, world.Invoke(world.DomainSet, InvocationLabel.DomainSetSet, [world.RootNode], 0));
        Assert.Equal(Error.TruncatedMessage, world.Invoke(world.DomainSet, InvocationLabel.DomainSetSet, [], 0));
    }

    [Fact]
    public void Entries_of_the_schedule_are_checked()
    {
        Assert.Equal(Error.RangeError, Configure(LastEntry + 1, 0, 5));
        Assert.Equal(Error.RangeError, Configure(LastEntry, ProfileParameters.DomainCount, 5));
        Assert.Equal(Error.InvalidArgument, Configure(0, 0, 0));
        Assert.Equal(Error.InvalidArgument, Configure(LastEntry, 0, DomainSchedule.MaximumDurationTicks + 1));
        Assert.Equal(Error.NoError, Configure(LastEntry, 0, 5));
        Assert.Equal(Error.NoError, Configure(LastEntry, 0, 0));
    }

    [Fact]
    public void The_start_must_not_be_an_end_marker()
    {
        Assert.Equal(Error.InvalidArgument, world.Invoke(world.DomainSet, InvocationLabel.DomainSetScheduleSetStart, [], LastEntry));
        Assert.Equal(Error.RangeError, world.Invoke(world.DomainSet, InvocationLabel.DomainSetScheduleSetStart, [], LastEntry + 1));
        Configure(LastEntry, 0, World.Ticks(1_000));
        Assert.Equal(Error.NoError, world.Invoke(world.DomainSet, InvocationLabel.DomainSetScheduleSetStart, [], LastEntry));
        Assert.True(world.Root.IsRunning);
        Assert.Equal(world.Now + World.Ticks(1_000), world.Deadline);
    }

    [Fact]
    public void The_schedule_starts_over_at_its_end_and_the_thread_goes_on()
    {
        Configure(LastEntry, 0, World.Ticks(1_000));
        world.Invoke(world.DomainSet, InvocationLabel.DomainSetScheduleSetStart, [], LastEntry);
        world.Advance(4_500);
        Assert.True(world.Root.IsRunning);
    }

    /// <summary>Profiles with one domain can only show that there is no other.</summary>
    [Fact]
    public void A_thread_of_another_domain_runs_only_in_its_turn()
    {
        Actor first = world.Start(100);
        Actor second = world.Start(200);
        Error error = world.Invoke(world.DomainSet, InvocationLabel.DomainSetSet, [second.Capability], 1);
        Assert.Equal(DomainCount > 1 ? Error.NoError : Error.InvalidArgument, error);
        if (DomainCount == 1)
        {
            return;
        }

        Configure(0, 0, World.Ticks(1_000));
        Configure(1, 1, World.Ticks(500));
        world.Invoke(world.DomainSet, InvocationLabel.DomainSetScheduleSetStart, [], 0);
        world.Rest();
        for (int turn = 0; turn < 10; turn++)
        {
            Assert.True(first.IsRunning);
            world.Advance(1_000);
            Assert.True(second.IsRunning);
            world.Advance(500);
        }
    }

    private Error Configure(ulong index, ulong domain, ulong duration) =>
        world.Invoke(world.DomainSet, InvocationLabel.DomainSetScheduleConfigure, [], index, domain, duration);
}
