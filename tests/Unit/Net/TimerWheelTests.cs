// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using Caprock.Services.Net.Timing;

namespace Caprock.Tests.Unit.Net;

public sealed unsafe class TimerWheelTests
{
    private const int Count = 500;

    /// <summary>Each timer fires once, not before its time, and within a tick and a half of it; those disarmed never do.</summary>
    [Theory]
    [InlineData(1, 50_000)]
    [InlineData(2, 5_000_000)]
    [InlineData(3, 400_000_000)]
    [InlineData(4, 14_000_000_000)]
    public void Timers_fire_at_their_time_whatever_the_steps_of_the_clock(int seed, long span)
    {
        var random = new Random(seed);
        var slots = (TimerNode**)NativeMemory.AllocZeroed(TimerWheel.SlotCount, (nuint)sizeof(nint));
        var bitmaps = (ulong*)NativeMemory.AllocZeroed((nuint)TimerWheel.BitmapWords, sizeof(ulong));
        var nodes = (TimerNode*)NativeMemory.AllocZeroed(Count, (nuint)sizeof(TimerNode));
        ulong now = 123_456_789;
        TimerWheel wheel = default;
        wheel.Initialize(slots, bitmaps, now);
        var due = new Dictionary<int, ulong>();
        for (var round = 0; round < 20_000; round++)
        {
            var index = random.Next(Count);
            if (random.Next(4) == 0)
            {
                wheel.Disarm(&nodes[index]);
                due.Remove(index);
            }
            else if (random.Next(3) == 0)
            {
                due[index] = now + (ulong)random.NextInt64(span);
                wheel.Arm(&nodes[index], due[index]);
            }

            var earliest = due.Count == 0 ? ulong.MaxValue : due.Values.Min();
            var next = wheel.NextMicroseconds();
            Assert.True(next == ulong.MaxValue ? due.Count == 0 : next <= Math.Max(earliest, now) + 2048);
            now = random.Next(3) == 0 && next != ulong.MaxValue ? Math.Max(next, now) : now + (ulong)random.NextInt64(span / 200);
            for (var node = wheel.TakeExpired(now); node != null; node = wheel.TakeExpired(now))
            {
                Assert.True(due.Remove((int)(node - nodes), out var time));
                Assert.True(time <= now);
            }

            Assert.DoesNotContain(due.Values, time => time + 2048 < now);
        }

        NativeMemory.Free(slots);
        NativeMemory.Free(bitmaps);
        NativeMemory.Free(nodes);
    }
}
