// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.Bench.Kernel;

/// <summary>Operations against the number of threads in the queue they work on.</summary>
internal static class QueueGrowth
{
    private const ulong Most = 4096;
    private const ulong Step = 4;
    private const ulong MomentMicroseconds = 20;
    private const ulong AgeMicroseconds = 1_000_000_000;
    private const ulong BudgetMicroseconds = 100;
    private const ulong PeriodMicroseconds = 1_000;

    private static Actors actors;

    /// <summary>Measures and prints.</summary>
    public static void Measure()
    {
        for (var i = 0; i < (int)Most; i++)
        {
            actors[i] = World.Prepare(false, World.Priority, AgeMicroseconds, AgeMicroseconds);
        }

        MeasureReady();
        MeasureQueued();
        MeasureWaiting();
    }

    /// <summary>Yield from one of so many ready threads of one priority to the next.</summary>
    private static void MeasureReady()
    {
        ulong ready = 0;
        for (ulong number = 1; number <= Most; number *= Step)
        {
            for (; ready < number; ready++)
            {
                actors[(int)ready].Begin(Measuring.Yielder, 0);
            }

            Samples samples = default;
            World.SetFpu(false);
            for (var i = 0; i < Samples.WarmUps + Samples.Counted; i++)
            {
                samples.Add(Measuring.Call(SystemCall.Yield, 0));
            }

            World.SetFpu(true);
            samples.Report("ready-threads"u8, number);
        }

        StopAll();
    }

    /// <summary>
    /// From the last instruction of a thread that joins a queue of so many senders to the first of the one that runs then.
    /// </summary>
    private static void MeasureQueued()
    {
        var endpoint = World.Create(ObjectType.Endpoint);
        var reply = World.Create(ObjectType.Reply);
        ulong queued = 0;
        for (ulong number = 1; number <= Most; number *= Step)
        {
            for (; queued < number; queued++)
            {
                actors[(int)queued].SetPriority(World.Priority + 1);
                actors[(int)queued].Begin(Measuring.Sender, endpoint);
            }

            Samples samples = default;
            World.SetFpu(false);
            for (var i = 0; i < Samples.WarmUps + Samples.Counted; i++)
            {
                samples.Add(Measuring.Call(SystemCall.Recv, endpoint, reply));
            }

            World.SetFpu(true);
            samples.Report("endpoint-queue"u8, number);
        }

        StopAll();
    }

    /// <summary>The end of a budget while so many threads wait for their next one, each having spun its first away at once.</summary>
    private static void MeasureWaiting()
    {
        ulong waiting = 0;
        for (ulong number = 1; number <= Most; number *= Step)
        {
            for (; waiting < number; waiting++)
            {
                World.Configure(actors[(int)waiting].Context, MomentMicroseconds, AgeMicroseconds);
                actors[(int)waiting].SetPriority(World.Priority + 1);
                actors[(int)waiting].Begin(Measuring.Spinner, 0);
            }

            var spinner = World.Prepare(true, World.Priority + 1, BudgetMicroseconds, PeriodMicroseconds);
            spinner.Begin(Measuring.Spinner, 0);
            Samples samples = default;
            World.SetFpu(false);
            for (var i = 0; i < Samples.WarmUps + Samples.Counted; i++)
            {
                samples.Add(Measuring.Overtake());
            }

            World.SetFpu(true);
            samples.Report("waiting-timers"u8, number);
            spinner.Stop();
        }

        StopAll();
    }

    private static void StopAll()
    {
        for (var i = 0; i < (int)Most; i++)
        {
            actors[i].Stop();
        }
    }
}
