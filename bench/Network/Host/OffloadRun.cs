// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Host;

/// <summary>What it saves that the card does checksums: the same asked with and without, over a tap device.</summary>
internal static class OffloadRun
{
    private const int Bytes = 1472;
    private const int Datagrams = 2048;
    private const int Burst = 32;
    private const int Requests = 16;

    /// <summary>Measures and prints.</summary>
    public static void Run(bool hasLinux)
    {
        Measure(new CaprockGuest(), hasWeb: true);
        if (hasLinux)
        {
            Measure(new LinuxGuest("s"), hasWeb: false);
        }
    }

    private static void Measure(ISubject subject, bool hasWeb)
    {
        foreach (var hasChecksums in new[] { false, true })
        {
            var name = $"{subject.GetType().Name}, card {(hasChecksums ? "with" : "without")} checksums";
            using var machine = new TapMachine(subject, hasChecksums);
            Say($"{name}: datagram of 1,472 bytes, one at a time", machine, Datagrams, count => TapLoad.Echo(machine, Bytes, count, 1));
            Say($"{name}: datagram of 1,472 bytes, 32 at once", machine, Datagrams, count => TapLoad.Echo(machine, Bytes, count, Burst));
            if (hasWeb)
            {
                Say($"{name}: request of 1 MiB", machine, Requests, count => TapLoad.Web(machine, "/1m", WebContent.LargeBytes, count));
            }
        }
    }

    private static void Say(string what, TapMachine machine, int count, Action<int> ask)
    {
        ask(count / 4);
        var before = machine.Counter.WaitForQuiet();
        ask(count);
        var instructions = (machine.Counter.WaitForQuiet() - before) / (ulong)count;
        Console.WriteLine($"{what}: {instructions} instructions");
    }
}
