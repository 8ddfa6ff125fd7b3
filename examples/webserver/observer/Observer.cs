// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using System.Threading;
using Caprock.Abi;
using Caprock.Drivers.Network.Protocol;
using Caprock.Drivers.Timer.Protocol;
using Caprock.Examples.Webserver.Protocol;
using Caprock.Kit.Queues;
using Caprock.User;

namespace Caprock.Examples.Webserver;

/// <summary>
/// Looks once in a second how much processor time each component has used and what went through the queues, and writes it down for others.
/// </summary>
/// <remarks>
/// The times are the kernel's own, of the scheduling contexts that the description shares with it. It sees the queues but cannot write them.
/// </remarks>
[Component("observer")]
[Uses<ITimer>("timer")]
[Contains<Snapshot>("snapshot")]
internal partial struct Observer
{
    private const ulong Second = 1_000_000_000;
    private const ulong NanosecondsInMicrosecond = 1000;
    private const uint Timeout = 0;

    /// <summary>The slots of the description begin behind the ordinary capabilities, of which a capability's upper six bits choose.</summary>
    private const int SharedSlotShift = 58;

    private static ulong started;
    private static ulong last;
    private static PreviousTails tails;

    public static void Init()
    {
        if (Timer.Now(out started) != CallStatus.Answered)
        {
            Failure.Stop("the timer does not tell the time"u8);
        }

        last = started;
        Volatile.Write(ref Snapshot.Sequence, 0);
        Snapshot.ObserverRestarts = (uint)Configuration.Generation;
        Look();
    }

    public static void Notified(Channel channel) => Look();

    private static void Look()
    {
        if (Timer.Now(out var now) != CallStatus.Answered || Timer.Set(Timeout, now + Second, out _) != CallStatus.Answered)
        {
            return;
        }

        Volatile.Write(ref Snapshot.Sequence, Snapshot.Sequence + 1);
        Interlocked.MemoryBarrier();
        Snapshot.TakenMicroseconds = (now - started) / NanosecondsInMicrosecond;
        Snapshot.IntervalMicroseconds = (now - last) / NanosecondsInMicrosecond;
        last = now;
        LookAtComponents();
        for (var i = 0; i < Watched.Connections; i++)
        {
            var region = Configuration.Region(i);
            LookAtQueue(i * 2, region, 0);
            LookAtQueue((i * 2) + 1, region, region.Length / 2);
        }

        Volatile.Write(ref Snapshot.Sequence, Snapshot.Sequence + 1);
    }

    private static void LookAtComponents()
    {
        for (var i = 0; i < Watched.Components; i++)
        {
            var context = new SchedContext((ulong)(i + 1) << SharedSlotShift);
            if (context.Consumed(out var microseconds) != Error.NoError)
            {
                Failure.Stop("the description does not share a scheduling context with the observer"u8);
            }

            Snapshot.Components[i].RecentMicroseconds = microseconds;
            Snapshot.Components[i].TotalMicroseconds += microseconds;
        }
    }

    private static void LookAtQueue(int queue, Region region, ulong offset)
    {
        var tail = Volatile.Read(ref region.At<uint>(offset + QueueLayout.Tail));
        var head = Volatile.Read(ref region.At<uint>(offset + QueueLayout.Head));
        var capacity = QueueLayout.Capacity(region.Length / 2, Unsafe.SizeOf<PacketBuffer>());
        Snapshot.Queues[queue].Recent = tail - tails[queue];
        Snapshot.Queues[queue].Passed += tail - tails[queue];
        Snapshot.Queues[queue].Depth = Math.Min(tail - head, capacity);
        Snapshot.Queues[queue].Capacity = capacity;
        tails[queue] = tail;
    }
}
