// SPDX-License-Identifier: BSD-2-Clause
using System.Numerics;
using Caprock.Drivers.Timer.Protocol;

namespace Caprock.Examples.Timeouts;

/// <summary>Sets all the timeouts it can have, those of higher numbers earlier, and tells in which order they pass.</summary>
[Component("sleeper")]
[Uses<ITimer>("timer")]
internal partial struct Sleeper
{
    private const ulong Millisecond = 1_000_000;
    private const uint Cancelled = 10;

    private static ulong start;
    private static int count;
    private static uint last = TimerProtocol.MostTimeouts;
    private static bool isInOrder = true;
    private static bool isInTime = true;

    public static void Init()
    {
        if (Timer.Now(out start) != CallStatus.Answered)
        {
            Failure.Stop("the timer does not tell the time"u8);
        }

        for (uint number = 0; number < TimerProtocol.MostTimeouts; number++)
        {
            if (Timer.Set(number, Deadline(number), out var isSet) != CallStatus.Answered || !isSet)
            {
                Failure.Stop("the timer does not take a timeout"u8);
            }
        }

        var refused = Timer.Set(TimerProtocol.MostTimeouts, start, out var isTaken) == CallStatus.Answered && !isTaken;
        var cancelled = Timer.Cancel(Cancelled) == CallStatus.Answered;
        DebugConsole.WriteLine(refused && cancelled ? "sleeper: 63 timeouts wait"u8 : "sleeper: the timer does not do as it is told"u8);
    }

    public static void Notified(Channel channel)
    {
        if (Timer.TakePassed(out var passed) != CallStatus.Answered || Timer.Now(out var now) != CallStatus.Answered)
        {
            return;
        }

        while (passed != 0)
        {
            var number = 63 - (uint)BitOperations.LeadingZeroCount(passed);
            passed &= ~(1ul << (int)number);
            isInOrder &= number < last && number != Cancelled;
            isInTime &= now >= Deadline(number);
            last = number;
            count++;
        }

        if (count == TimerProtocol.MostTimeouts - 1)
        {
            DebugConsole.WriteLine(isInOrder ? "sleeper: 63 timeouts in order"u8 : "sleeper: out of order"u8);
            DebugConsole.WriteLine(isInTime ? "sleeper: none too early"u8 : "sleeper: too early"u8);
            count = 0;
        }
    }

    private static ulong Deadline(uint number) => start + ((TimerProtocol.MostTimeouts - number) * 10 * Millisecond);
}
