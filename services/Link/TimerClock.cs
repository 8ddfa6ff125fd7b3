// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Timer.Protocol;
using Caprock.Kit.Components;

namespace Caprock.Services.Link;

/// <summary>The timer's time, mostly without asking the timer: the processor's counter tells it between two questions.</summary>
/// <remarks>The timer is asked once in a second at most, so that the two do not drift apart. The time never goes back.</remarks>
internal struct TimerClock
{
    private const ulong Second = 1_000_000_000;
    private const ulong FirstMeasurement = 2_000_000;
    private const ulong ShortestMeasurement = Second / 10;
    private const int FractionBits = 32;

    private Channel timer;
    private ulong baseTicks;
    private ulong baseNanoseconds;
    private ulong nanosecondsPerTick;
    private ulong ticksPerSecond;
    private ulong last;

    /// <summary>Measures the processor's counter against the timer, for two milliseconds.</summary>
    public void Start(Channel channel)
    {
        timer = channel;
        last = 0;
        var first = Ask();
        var firstTicks = Native.ReadTicks();
        do
        {
            baseNanoseconds = Ask();
            baseTicks = Native.ReadTicks();
        }
        while (baseNanoseconds - first < FirstMeasurement);

        Measure(baseNanoseconds - first, baseTicks - firstTicks);
    }

    /// <summary>The time.</summary>
    public ulong ReadNanoseconds()
    {
        var ticks = Native.ReadTicks() - baseTicks;
        if (ticks >= ticksPerSecond)
        {
            Adjust();
            ticks = Native.ReadTicks() - baseTicks;
        }

        last = Math.Max(last, baseNanoseconds + (ticks * nanosecondsPerTick >> FractionBits));
        return last;
    }

    /// <summary>Asks the timer.</summary>
    public void Adjust()
    {
        var nanoseconds = Ask();
        var ticks = Native.ReadTicks();
        var passed = nanoseconds - baseNanoseconds;
        if (passed is > ShortestMeasurement and < 4 * Second)
        {
            Measure(passed, ticks - baseTicks);
        }

        baseNanoseconds = nanoseconds;
        baseTicks = ticks;
    }

    /// <summary>Has the timer notify at a time; with a number of this client's timeouts.</summary>
    public readonly void Wake(uint number, ulong nanoseconds)
    {
        if (TimerClient.Set(timer, number, nanoseconds) == CallStatus.Refused)
        {
            Failure.Stop("the timer does not take a timeout"u8);
        }
    }

    private readonly ulong Ask()
    {
        var status = TimerClient.Now(timer, out var nanoseconds);
        if (status == CallStatus.Refused)
        {
            Failure.Stop("the timer does not tell the time"u8);
        }

        return status == CallStatus.Answered ? nanoseconds : last;
    }

    private void Measure(ulong nanoseconds, ulong ticks)
    {
        nanosecondsPerTick = (nanoseconds << FractionBits) / Math.Max(ticks, 1);
        ticksPerSecond = (Second << FractionBits) / Math.Max(nanosecondsPerTick, 1);
    }
}
