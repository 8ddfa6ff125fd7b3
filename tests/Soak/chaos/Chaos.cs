// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using System.Threading;
using Caprock.Drivers.Timer.Protocol;
using Caprock.Tests.Kit;

namespace Caprock.Tests.Soak;

/// <summary>Has one of its children after the other fail at a random moment, wherever it is; the monitor starts them anew.</summary>
[Component("chaos")]
[Uses<ITimer>("timer")]
[Contains<SoakOrders>("orders")]
[Contains<SoakProgress>("chaos_progress")]
internal partial struct Chaos
{
    private const ulong PauseAtRest = 50_000_000;
    private const ulong ShortestPause = 5_000_000;
    private const ulong Nowhere = 0x10;

    private static bool didWork;

    public static void Init() => Wait();

    public static void Notified(Channel channel)
    {
        if (channel != Timer || Timer.TakePassed(out var passed) != CallStatus.Answered || passed == 0)
        {
            return;
        }

        var mayWork = Volatile.Read(ref Orders.MayWork) != 0;
        if (mayWork != didWork)
        {
            didWork = mayWork;
            RandomPause.Seed(Orders.Seed);
            Filer.Notify();
            Asker.Notify();
        }

        var mayKill = mayWork && Volatile.Read(ref Orders.PauseNanoseconds) != 0;
        Volatile.Write(ref ChaosProgress.IsResting, mayKill ? 0u : 1);
        if (mayKill)
        {
            Configuration.Child((int)((RandomPause.Latest >> 32) % (ulong)Configuration.ChildCount)).Restart(Nowhere);
            ChaosProgress.Done++;
        }

        Wait();
    }

    private static void Wait()
    {
        var random = RandomPause.Next();
        var pause = Volatile.Read(ref Orders.PauseNanoseconds);
        RandomPause.Begin(Timer, pause == 0 ? PauseAtRest : ShortestPause + ((random >> 16) % (2 * pause)));
    }
}
