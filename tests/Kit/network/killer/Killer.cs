// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Timer.Protocol;

namespace Caprock.Tests.Kit.Network;

/// <summary>Has each of its children in turn fail at a random time, wherever it is; the monitor starts them anew.</summary>
[Component("killer")]
[Uses<ITimer>("timer")]
[Contains<uint>("orders")]
internal partial struct Killer
{
    private const int Kills = 60;

    /// <summary>That it has ended, and that what was under way has arrived.</summary>
    private const int Notifications = 2;

    private const ulong ShortestPause = 30_000_000;
    private const ulong PauseMask = 0x1ff_ffff;
    private const ulong Nowhere = 0x10;

    private static int count;

    public static void Init() => Wait();

    public static void Notified(Channel channel)
    {
        if (channel != Timer || Timer.TakePassed(out var passed) != CallStatus.Answered || passed == 0)
        {
            return;
        }

        if (count < Kills)
        {
            Configuration.Child(count % Configuration.ChildCount).Restart(Nowhere);
        }
        else
        {
            Orders++;
            Caller.Notify();
        }

        count++;
        if (count < Kills + Notifications)
        {
            Wait();
        }
    }

    private static void Wait() => RandomPause.Begin(Timer, ShortestPause + (RandomPause.Next() & PauseMask));
}
