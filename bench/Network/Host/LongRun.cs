// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;

namespace Caprock.Bench.Network.Host;

/// <summary>Very many datagrams through Caprock: afterwards every queue and every buffer must be where it was.</summary>
internal static class LongRun
{
    private const int Burst = 64;
    private const int Size = 64;
    private const double HoursAtMost = 3;

    /// <summary>Runs and compares; throws when something is missing.</summary>
    public static void Run(int count, string configuration = "release")
    {
        using var machine = new Machine(new CaprockGuest(configuration), TimeSpan.FromHours(HoursAtMost), isCounted: false);
        var load = new EchoLoad(machine, Size);
        load.RunWindow(Burst * 64, Burst);
        var before = QueueLevels.Read(machine);
        var clock = Stopwatch.StartNew();
        load.RunWindow(count, Burst);
        var seconds = clock.Elapsed.TotalSeconds;
        var after = QueueLevels.Read(machine);
        Console.WriteLine($"before: {before}");
        Console.WriteLine($"after:  {after}");
        Console.WriteLine($"{count} datagrams, each answered and checked, in {seconds:0} s");
        if (before.Sums != after.Sums)
        {
            throw new BenchException("buffers are lost");
        }
    }
}
