// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Bench.Kernel;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Bench.WorstCase;

/// <summary>Many objects and capabilities taken away at once.</summary>
internal static unsafe class RevocationCases
{
    private const int NodeBits = 4;
    private const ulong Nodes = 16;

    private static ulong endpoint;

    /// <summary>Runs all.</summary>
    public static void Run()
    {
        endpoint = World.Create(ObjectType.Endpoint);
        Interruptions.Repeat(&MakeCopies, &RevokeCopies);
        Interruptions.Repeat(&MakeThreads, &Room.Empty);
        Interruptions.Repeat(&MakeNodes, &Room.Empty);
        Interruptions.Repeat(&MakeNotifications, &Room.Empty);
    }

    private static void MakeCopies()
    {
        Room.Empty();
        for (ulong i = 0; i < Room.Most; i++)
        {
            Require.Success(RootCNode.Mint(endpoint, Room.Slots + i, CapRights.All, 0));
        }
    }

    private static void RevokeCopies() => Require.Success(RootCNode.Revoke(endpoint));

    /// <summary>Threads with capabilities of their own.</summary>
    private static void MakeThreads()
    {
        Room.Fill(ObjectType.Tcb, 0, Room.Most / 2);
        for (ulong i = 0; i < Room.Most / 2; i++)
        {
            Require.Success(new Tcb(Room.Slots + i).SetSpace(
                new Endpoint(endpoint), RootCNode.Node, 0, (ulong)RootSlot.InitThreadVSpace, 0));
        }
    }

    /// <summary>CNodes full of capabilities to CNodes, each other among them.</summary>
    private static void MakeNodes()
    {
        Room.Fill(ObjectType.CapTable, NodeBits, Nodes);
        for (ulong node = 0; node < Nodes; node++)
        {
            for (ulong i = 0; i < 1ul << NodeBits; i++)
            {
                Require.Success(RootCNode.Grant(Room.Slots + i, new CNode(Room.Slots + node), NodeBits, i, CapRights.All, 0));
            }
        }
    }

    private static void MakeNotifications() => Room.Fill(ObjectType.Notification, 0, Room.Most);
}
