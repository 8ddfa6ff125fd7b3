// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Verification.Refinement.Histories;
using Caprock.Verification.Refinement.Subjects;

namespace Caprock.Verification.Refinement.Exhaustive;

/// <summary>Configurations of one thread that handles capabilities, memory and address spaces.</summary>
public static unsafe partial class Configurations
{
    /// <summary>Two CNodes of two slots and a free slot: every way to copy, move, delete and revoke between them.</summary>
    private static Configuration Nodes()
    {
        static World Build()
        {
            var world = new World(3, Arena);
            world.PlaceFlatRoot();
            world.PlaceObject(ObjectType.CapTable, 1);
            world.PlaceObject(ObjectType.CapTable, 1);
            world.Start(world.MakeThread(100));
            return world;
        }

        const ulong Flat = 2;
        (ulong Index, ulong Depth)[] places = [(3, 3), (4, 3), (5, 3), (6, 4), (7, 4), (8, 4), (9, 4), (10, 4), (11, 4)];
        List<Step> steps = [];
        foreach (var to in places)
        {
            steps.Add(Step.Invoke(Flat, InvocationLabel.CNodeDelete, [], to.Index, to.Depth));
            steps.Add(Step.Invoke(Flat, InvocationLabel.CNodeRevoke, [], to.Index, to.Depth) with { IsPreempted = true });
            foreach (var from in places)
            {
                if (from != to)
                {
                    steps.Add(Step.Invoke(Flat, InvocationLabel.CNodeCopy, [Flat], to.Index, to.Depth, from.Index, from.Depth, 15));
                    steps.Add(Step.Invoke(Flat, InvocationLabel.CNodeMove, [Flat], to.Index, to.Depth, from.Index, from.Depth));
                }
            }
        }

        return new Configuration("nested CNodes", Build, steps);
    }

    /// <summary>Untyped memory of 64 bytes, and what can be made from it in three slots.</summary>
    private static Configuration Memory()
    {
        static World Build()
        {
            var world = new World(3, Arena);
            world.PlaceMemory(6);
            world.Start(world.MakeThread(100));
            return world;
        }

        ulong[] slots = [2, 3, 4, 5];
        List<Step> steps = [];
        foreach (ulong source in slots)
        {
            steps.Add(Step.Invoke(Root, InvocationLabel.CNodeDelete, [], source, 64));
            steps.Add(Step.Invoke(Root, InvocationLabel.CNodeRevoke, [], source, 64));
            foreach (ulong to in slots)
            {
                if (source == to)
                {
                    continue;
                }

                steps.Add(Step.Invoke(source, InvocationLabel.UntypedRetype, [Root], (ulong)ObjectType.Untyped, 5, 0, 0, to, 1));
                steps.Add(Step.Invoke(source, InvocationLabel.UntypedRetype, [Root], (ulong)ObjectType.Endpoint, 0, 0, 0, to, 1));
                steps.Add(Step.Invoke(Root, InvocationLabel.CNodeMint, [Root], to, 64, source, 64, 15, 3));
                steps.Add(Step.Invoke(Root, InvocationLabel.CNodeMove, [Root], to, 64, source, 64));
            }
        }

        steps.Add(Step.Invoke(2, InvocationLabel.UntypedRetype, [Root], (ulong)ObjectType.Reply, 0, 0, 0, 3, 2));
        return new Configuration("untyped, retype, revoke", Build, steps);
    }

    /// <summary>An endpoint and three slots for capabilities with one of two badges and their copies.</summary>
    private static Configuration Badges()
    {
        static World Build()
        {
            var world = new World(3, Arena);
            world.PlaceObject(ObjectType.Endpoint);
            world.Start(world.MakeThread(100));
            return world;
        }

        const ulong Original = 2;
        ulong[] slots = [3, 4, 5];
        List<Step> steps = [Step.Invoke(Root, InvocationLabel.CNodeRevoke, [], Original, 64)];
        foreach (ulong to in slots)
        {
            steps.Add(Step.Invoke(Root, InvocationLabel.CNodeDelete, [], to, 64));
            steps.Add(Step.Invoke(Root, InvocationLabel.CNodeRevoke, [], to, 64));
            steps.Add(Step.Invoke(Root, InvocationLabel.CNodeMint, [Root], to, 64, Original, 64, 15, 1));
            steps.Add(Step.Invoke(Root, InvocationLabel.CNodeMint, [Root], to, 64, Original, 64, 15, 2));
            steps.Add(Step.Invoke(Root, InvocationLabel.CNodeMint, [Root], to, 64, Original, 64, 3, 2));
            steps.Add(Step.Invoke(Root, InvocationLabel.CNodeCancelBadgedSends, [], to, 64));
            foreach (ulong from in slots.Where(from => from != to))
            {
                steps.Add(Step.Invoke(Root, InvocationLabel.CNodeCopy, [Root], to, 64, from, 64, 15));
            }
        }

        return new Configuration("badges", Build, steps);
    }

    /// <summary>An address space with its tables and a frame: mapping, unmapping, deleting in every order.</summary>
    private static Configuration Mapping()
    {
        static World Build()
        {
            var world = new World(4, Arena);
            world.PlacePool();
            world.PlaceObject(ObjectType.Pml4);
            world.PlaceObject(ObjectType.PageDirectoryPointerTable);
            world.PlaceObject(ObjectType.PageDirectory);
            world.PlaceObject(ObjectType.PageTable);
            world.PlaceObject(ObjectType.Page4K);
            world.Start(world.MakeThread(100));
            return world;
        }

        const ulong Pool = 2;
        const ulong Space = 3;
        const ulong Frame = 7;
        const ulong Copy = 8;
        List<Step> steps =
        [
            Step.Invoke(Pool, InvocationLabel.AsidPoolAssign, [Space]),
            Step.Invoke(4, InvocationLabel.PageDirectoryPointerTableMap, [Space], 0, 0),
            Step.Invoke(4, InvocationLabel.PageDirectoryPointerTableUnmap, []),
            Step.Invoke(5, InvocationLabel.PageDirectoryMap, [Space], 0, 0),
            Step.Invoke(5, InvocationLabel.PageDirectoryUnmap, []),
            Step.Invoke(6, InvocationLabel.PageTableMap, [Space], 0, 0),
            Step.Invoke(6, InvocationLabel.PageTableUnmap, []),
            Step.Invoke(Root, InvocationLabel.CNodeCopy, [Root], Copy, 64, Frame, 64, 2),
            Step.Invoke(Root, InvocationLabel.CNodeCopy, [Root], 9, 64, 6, 64, 15),
            Step.Invoke(Root, InvocationLabel.CNodeRevoke, [], Frame, 64),
        ];
        foreach (ulong frame in (ulong[])[Frame, Copy])
        {
            steps.Add(Step.Invoke(frame, InvocationLabel.PageMap, [Space], 0x1000, 3, 0));
            steps.Add(Step.Invoke(frame, InvocationLabel.PageMap, [Space], 0x2000, 3, 0));
            steps.Add(Step.Invoke(frame, InvocationLabel.PageUnmap, []));
        }

        foreach (ulong slot in (ulong[])[Pool, Space, 4, 5, 6, Frame, Copy, 9])
        {
            steps.Add(Step.Invoke(Root, InvocationLabel.CNodeDelete, [], slot, 64));
        }

        return new Configuration("mapping and unmapping", Build, steps);
    }
}
