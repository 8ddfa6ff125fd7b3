// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Drivers.Timer.Protocol;

namespace Caprock.Tests.Kit.Bystander;

/// <summary>Has nothing to do with what fails: counts every five milliseconds, and keeps a table whose sum it checks.</summary>
[Component("bystander")]
[Uses<ITimer>("timer")]
internal partial struct Bystander
{
    private const ulong Pause = 5_000_000;
    private const int Words = 256;
    private const ulong Counted = 0;
    private const ulong Spoilt = 8;
    private const ulong Longest = 16;
    private const ulong Table = 1024;

    private static ulong before;

    public static void Init()
    {
        for (ulong i = 0; i < Words; i++)
        {
            Life.At<ulong>(Table + (i * sizeof(ulong))) = Expected(i, 0);
        }

        Wait();
    }

    public static void Notified(Channel channel)
    {
        if (Timer.TakePassed(out var passed) != CallStatus.Answered || passed == 0)
        {
            return;
        }

        ref var counted = ref Life.At<ulong>(Counted);
        var isRight = true;
        for (ulong i = 0; i < Words; i++)
        {
            ref var word = ref Life.At<ulong>(Table + (i * sizeof(ulong)));
            isRight &= word == Expected(i, counted);
            word = Expected(i, counted + 1);
        }

        Life.At<ulong>(Spoilt) += isRight ? 0u : 1;
        Volatile.Write(ref counted, counted + 1);
        Wait();
    }

    private static ulong Expected(ulong place, ulong round) => (place * 0x9e37_79b9_7f4a_7c15) ^ round;

    private static void Wait()
    {
        if (Timer.Now(out var now) != CallStatus.Answered
            || Timer.Set(0, now + Pause, out var isSet) != CallStatus.Answered || !isSet)
        {
            Failure.Stop("there is no timer"u8);
        }

        ref var longest = ref Life.At<ulong>(Longest);
        longest = before != 0 && now - before > longest ? now - before : longest;
        before = now;
    }
}
