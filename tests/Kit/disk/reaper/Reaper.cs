// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Drivers.Timer.Protocol;

namespace Caprock.Tests.Kit.Reaper;

/// <summary>
/// Has its children fail, stop for ever, or loop without end, one after the other at random moments; the monitor starts them anew. Then it
/// tells the other component that it is over.
/// </summary>
/// <remarks>
/// The place of an endless loop in the program of each child stands in the region, zero for one without; behind the last one how often
/// it does what it does, and to how many of the children, the first ones.
/// </remarks>
[Component("reaper")]
[Uses<ITimer>("timer")]
[Contains<uint>("orders")]
internal partial struct Reaper
{
    private const ulong Milliseconds = 1_000_000;
    private const ulong PauseMask = 0x1ff_ffff;
    private const ulong Nowhere = 0x10;
    private const int Kinds = 3;
    private const int Faults = 0;
    private const int Stops = 1;

    private static ulong kills;
    private static ulong victims;
    private static ulong count;

    public static void Init()
    {
        kills = Loops.At<ulong>((ulong)Configuration.ChildCount * sizeof(ulong));
        victims = Loops.At<ulong>((ulong)(Configuration.ChildCount + 1) * sizeof(ulong));
        RandomPause.Seed(kills << 20);
        Wait(20 * Milliseconds);
    }

    public static void Notified(Channel channel)
    {
        if (channel != Timer || Timer.TakePassed(out var passed) != CallStatus.Answered || passed == 0 || kills == 0)
        {
            return;
        }

        if (count == kills)
        {
            Volatile.Write(ref Orders, 1);
            Configuration.Channel(1).Notify();
            DebugConsole.WriteLine("reaper: it is over"u8);
            return;
        }

        var place = count % victims;
        var kind = (int)(count / victims % Kinds);
        var loop = Loops.At<ulong>(place * sizeof(ulong));
        var child = Configuration.Child((int)place);
        count++;
        if (kind == Faults || (kind != Stops && loop == 0))
        {
            child.Restart(Nowhere);
            Wait(150 * Milliseconds);
        }
        else if (kind == Stops)
        {
            child.Stop();
            Wait(400 * Milliseconds);
        }
        else
        {
            child.Restart(loop);
            Wait(400 * Milliseconds);
        }
    }

    private static void Wait(ulong shortest) => RandomPause.Begin(Timer, shortest + (RandomPause.Next() & PauseMask));
}
