// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel;
using Caprock.Kernel.Arch.Host;
using Caprock.Kernel.Objects;

namespace Caprock.Tests.Unit.Kernel.Ipc;

/// <summary>Does one thing twice from the same state, with fast paths and without, and compares all that the kernel has written.</summary>
public sealed unsafe class TwoPaths(World world)
{
    /// <summary>Acts by both paths, leaves what the fast one made of it, and says how many fast paths served.</summary>
    public long Check(Action act)
    {
        byte[] before = Memory.ToArray();
        HostEntry.IsOrdinary = true;
        act();
        ForgetStaleLinks();
        byte[] ordinary = Memory.ToArray();
        HostEntry.IsOrdinary = false;
        before.CopyTo(Memory);
        long count = HostEntry.FastCount;
        act();
        ForgetStaleLinks();
        world.CheckInvariants();
        AssertSame(ordinary);
        return HostEntry.FastCount - count;
    }

    private static Span<byte> Memory => new(HostComputer.Current.Memory, checked((int)HostComputer.Current.FirstFreeAddress));

    private static void AssertSame(byte[] ordinary)
    {
        int common = Memory.CommonPrefixLength(ordinary);
        Assert.True(common == ordinary.Length, $"the paths differ at {common:x}");
    }

    /// <summary>A thread outside the scheduler's queues keeps links that nobody reads.</summary>
    private void ForgetStaleLinks()
    {
        foreach (Actor actor in world.Actors)
        {
            if (actor.Thread->Queues == QueueFlags.None)
            {
                actor.Thread->SchedulerNext = null;
                actor.Thread->SchedulerPrevious = null;
            }
        }
    }
}
