// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Timer.Protocol;

namespace Caprock.Examples.Timeouts;

/// <summary>Beats ten times a second, at times that do not drift, and says so once a second.</summary>
[Component("metronome")]
[Uses<ITimer>("timer")]
internal partial struct Metronome
{
    private const ulong Interval = 100_000_000;
    private const int BeatsInSecond = 10;

    private static ulong next;
    private static int beats;

    public static void Init()
    {
        if (Timer.Now(out next) == CallStatus.Answered)
        {
            Continue();
        }
    }

    public static void Notified(Channel channel)
    {
        if (Timer.TakePassed(out var passed) != CallStatus.Answered || passed == 0)
        {
            return;
        }

        beats++;
        if (beats % BeatsInSecond == 0)
        {
            DebugConsole.Write("metronome: "u8);
            DebugConsole.WriteDecimal((ulong)(beats / BeatsInSecond));
            DebugConsole.WriteLine(" s"u8);
        }

        Continue();
    }

    private static void Continue()
    {
        next += Interval;
        if (Timer.Set(0, next, out _) != CallStatus.Answered)
        {
            Failure.Stop("the timer does not answer"u8);
        }
    }
}
