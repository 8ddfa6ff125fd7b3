// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Bench.Kernel;

/// <summary>How much later than in user mode an interrupt is handled that comes while the kernel is busy with something long.</summary>
/// <remarks>An interrupt is timed to come at many moments of the same operation; the figures are the least, the most and the mean
/// of what it came later. That is how long the kernel kept interrupts off then.</remarks>
internal static unsafe class LatencyFigures
{
    private const int MemoryBits = 21;
    private const ulong Threads = 200;
    private const ulong MostAtOnce = ProfileParameters.RetypeFanOutLimit;
    private const ulong FirstTick = 3;
    private const ulong TickStep = 2;
    private const int Moments = 150;

    private static ulong memory;
    private static ulong endpoint;
    private static ulong slots;

    /// <summary>Measures and prints.</summary>
    public static void Measure(BootInfo* bootInfo)
    {
        memory = World.Slot();
        Require.Success(new UntypedAllocator(bootInfo).TryCreate(ObjectType.Untyped, MemoryBits, memory));
        endpoint = World.Create(ObjectType.Endpoint);
        slots = World.Slots(MostAtOnce);
        var notification = World.Create(ObjectType.Notification);
        IntervalTimer.SetNotification(notification);
        var handler = World.Start(false, World.Priority + 1, Measuring.Receiver, notification, unchecked((ulong)SystemCall.Wait));
        Measure(&MakeThreads, &RevokeMemory, "delay-revoke-threads"u8);
        Measure(&MakeCopies, &RevokeEndpoint, "delay-revoke-capabilities"u8);
        Measure(&MakeRoom, &RetypeThreads, "delay-retype-threads"u8);
        Measure(&MakeDirt, &RetypeThreads, "delay-zeroing"u8);
        IntervalTimer.Clear();
        handler.Stop();
    }

    private static void Measure(delegate*<void> prepare, delegate*<void> operate, scoped ReadOnlySpan<byte> name)
    {
        Samples samples = default;
        for (var i = 0; i < Samples.WarmUps + Moments; i++)
        {
            var ticks = FirstTick + (i < Samples.WarmUps ? 0 : (ulong)(i - Samples.WarmUps) * TickStep);
            var inUserMode = Handled(ticks, &Nothing);
            prepare();
            var inKernel = Handled(ticks, operate);
            samples.AddDifference(inKernel > inUserMode ? inKernel - inUserMode : 0);
        }

        samples.ReportMost(name);
    }

    /// <summary>
    /// The time from the beginning of an operation to the handling of an interrupt that is to come after a number of ticks.
    /// </summary>
    private static ulong Handled(ulong ticks, delegate*<void> operate)
    {
        var count = Measuring.Count;
        IntervalTimer.Start(ticks);
        Measuring.Stamp();
        operate();
        while (Measuring.Count == count)
        {
        }

        return Measuring.Result;
    }

    private static void Nothing()
    {
    }

    private static void MakeThreads()
    {
        Require.Success(RootCNode.Revoke(memory));
        Retype(ObjectType.Tcb, Threads);
    }

    private static void MakeCopies()
    {
        for (ulong i = 0; i < Threads; i++)
        {
            Require.Success(RootCNode.Mint(endpoint, slots + i, CapRights.All, 0));
        }
    }

    /// <summary>Empty memory that is known to hold zeros.</summary>
    private static void MakeRoom()
    {
        Require.Success(RootCNode.Revoke(memory));
        Retype(ObjectType.Endpoint, 1);
        Require.Success(RootCNode.Delete(slots));
    }

    /// <summary>Empty memory that was used.</summary>
    private static void MakeDirt()
    {
        Require.Success(RootCNode.Revoke(memory));
        Retype(ObjectType.Page4K, MostAtOnce);
        Require.Success(RootCNode.Revoke(memory));
    }

    private static void RevokeMemory() => Require.Success(RootCNode.Revoke(memory));

    private static void RevokeEndpoint() => Require.Success(RootCNode.Revoke(endpoint));

    private static void RetypeThreads() => Retype(ObjectType.Tcb, MostAtOnce);

    private static void Retype(ObjectType type, ulong count) =>
        Require.Success(new Untyped(memory).Retype(type, 0, RootCNode.Node, 0, 0, slots, count));
}
