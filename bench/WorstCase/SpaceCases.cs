// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Bench.Kernel;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Bench.WorstCase;

/// <summary>Operations on slots that lie behind 64 CNodes, and the largest tables of address spaces.</summary>
internal static class SpaceCases
{
    private const int PoolBits = 12;

    /// <summary>Runs all.</summary>
    public static void Run()
    {
        MoveDeep();
        DeletePool();
    }

    private static void MoveDeep()
    {
        var one = DeepSpace.Create();
        var two = DeepSpace.Create();
        one.Put(World.Create(ObjectType.Reply), 0);
        two.Put(World.Create(ObjectType.Reply), 0);
        const byte Depth = RootCNode.FullDepth;
        Require.Success(one.Root.Copy(1, Depth, two.Root, 0, Depth, CapRights.All));
        Require.Success(two.Root.Rotate(1, Depth, 0, two.Root, 0, Depth, 0, one.Root, 0, Depth));
        Require.Success(two.Root.Revoke(1, Depth));
        Require.Success(two.Root.Delete(1, Depth));
    }

    /// <summary>A pool of address spaces with all its identifiers in use, deleted.</summary>
    private static void DeletePool()
    {
        Room.Empty();
        Room.Fill(ObjectType.Pml4, 0, Room.Most);
        var memory = World.Create(ObjectType.Untyped, PoolBits);
        var pool = World.Slot();
        Require.Success(new AsidControl((ulong)RootSlot.AsidControl).MakePool(
            new Untyped(memory), RootCNode.Node, pool, RootCNode.FullDepth));
        for (ulong i = 0; i < Room.Most; i++)
        {
            Require.Success(new AsidPool(pool).Assign(new Pml4(Room.Slots + i)));
        }

        Require.Success(RootCNode.Delete(pool));
        Room.Empty();
    }
}
