// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.Tests.Robustness;

/// <summary>Counts what the attackers have done, from records that they may have spoiled.</summary>
internal static unsafe class Tally
{
    private const ulong SeedStep = 0x9e37_79b9_7f4a_7c15;
    private const int LastInvocation = NumberingLimits.LabelsUpToPagingInvocationOrder - 1;

    private static LabelCounts carriedOut;
    private static AttackerCounts known;

    private static ulong* Accepted => (ulong*)Layout.AcceptedAddress;

    /// <summary>Invocations carried out, of all labels.</summary>
    public static ulong CarriedOut
    {
        get
        {
            ulong sum = 0;
            for (var label = 1; label <= LastInvocation; label++)
            {
                sum += carriedOut[label];
            }

            return sum;
        }
    }

    /// <summary>Invocations carried out with a label.</summary>
    public static ulong Of(int label) => carriedOut[label];

    /// <summary>Begins a round.</summary>
    public static void Begin(ulong seed)
    {
        for (ulong i = 0; i < Layout.Attackers; i++)
        {
            known[(int)i] = 0;
            Home.Records[i].SetCalls(0);
            Home.Records[i].Random = ((seed + i + 1) * SeedStep) | 1;
        }

        for (ulong label = 0; label < Layout.Labels; label++)
        {
            Accepted[label] = 0;
        }
    }

    /// <summary>Calls made in this round. Counts that do not belong together, or went back, are those of the last time.</summary>
    public static ulong Calls()
    {
        ulong sum = 0;
        for (var i = 0; i < Layout.Attackers; i++)
        {
            ref var record = ref Home.Records[i];
            if (record.IsConsistent && record.Calls >= known[i])
            {
                known[i] = record.Calls;
            }

            sum += known[i];
        }

        return sum;
    }

    /// <summary>Repairs the record of an attacker that is stopped.</summary>
    public static void Repair(int number, ulong seed)
    {
        ref var record = ref Home.Records[number];
        if (!record.IsConsistent || record.Calls < known[number])
        {
            record.SetCalls(known[number]);
        }

        if (record.Random == 0)
        {
            record.Random = (seed * SeedStep) | 1;
        }
    }

    /// <summary>Ends a round of so many calls: a label that was counted more often than that was written, not counted.</summary>
    public static void End(ulong calls)
    {
        for (var label = 1; label <= LastInvocation; label++)
        {
            carriedOut[label] += Accepted[label] <= calls ? Accepted[label] : 0;
        }
    }
}
