// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.Bench.WorstCase;

/// <summary>As many objects of each sort as one Retype makes, from memory that is known to be zero and from memory that was used.</summary>
internal static unsafe class RetypeCases
{
    private const int SmallBits = 4;
    private const int ContextBits = 8;

    /// <summary>Runs all.</summary>
    public static void Run()
    {
        Make(ObjectType.Tcb, 0);
        Make(ObjectType.Endpoint, 0);
        Make(ObjectType.Notification, 0);
        Make(ObjectType.Reply, 0);
        Make(ObjectType.CapTable, SmallBits);
        Make(ObjectType.SchedContext, ContextBits);
        Make(ObjectType.Page4K, 0);
        Make(ObjectType.PageTable, 0);
        Make(ObjectType.Pml4, 0);
        Interruptions.Repeat(&Room.Empty, &MakeThreads);
    }

    private static void Make(ObjectType type, int sizeBits)
    {
        Room.Empty();
        Room.Fill(type, sizeBits, Room.Most);
        Room.Empty();
        Room.Fill(type, sizeBits, Room.Most);
    }

    private static void MakeThreads() => Room.Fill(ObjectType.Tcb, 0, Room.Most);
}
