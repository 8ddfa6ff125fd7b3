// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Support;
using Caprock.User;

namespace Caprock.Tests.Robustness;

/// <summary>Rounds of attacks, with a look at kernel and victims between them.</summary>
internal static unsafe class Campaign
{
    private const ulong CallsPerRound = 25_000;
    private const int MostStalls = 8;

    private static ulong rounds;
    private static ulong calls;

    /// <summary>Runs until so many system calls have been made, or something is wrong; true when nothing is.</summary>
    public static bool Run(ulong target, ulong seed)
    {
        // A line for every checkpoint: no more than some hundred in all.
        var roundsPerCheckpoint = 1 + (target / CallsPerRound / 100);
        while (calls < target)
        {
            Sandbox.Build();
            Attack(seed + (rounds * Layout.Attackers));
            rounds++;
            var isCheckpoint = rounds % roundsPerCheckpoint == 0 || calls >= target;
            if (isCheckpoint)
            {
                CheckKernel();
            }

            var isFree = Sandbox.Destroy();
            var isIntact = !isCheckpoint || Victims.AreIntact();
            if (isCheckpoint || !isFree)
            {
                CheckKernel();
                Report.Checkpoint(rounds, calls, isIntact, isFree);
            }

            if (!isFree || !isIntact)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Prints the totals.</summary>
    public static void PrintTotals() => Report.Totals(rounds, calls);

    /// <summary>Lets the attackers go on, and starts them again when they hang, until they have made enough calls.</summary>
    private static void Attack(ulong seed)
    {
        var stalls = 0;
        ulong before = 0;
        Tally.Begin(seed);
        while (stalls < MostStalls && before < CallsPerRound)
        {
            for (var i = 0; i < Layout.Attackers; i++)
            {
                Sandbox.Stop(i);
                Tally.Repair(i, seed);
                Sandbox.Restart(i);
            }

            Watchers.Await();
            var sum = Tally.Calls();
            stalls = sum == before ? stalls + 1 : 0;
            before = sum;
        }

        Tally.End(before);
        calls += before;
    }

    /// <summary>Debug kernels check their invariants and print a line about them.</summary>
    private static void CheckKernel()
    {
#if DEBUG
        var exchange = default(Exchange);
        exchange.Execute(SystemCall.DebugSnapshot, 0);
#endif
    }
}
