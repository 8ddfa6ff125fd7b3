// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Verification.Refinement.Histories;
using Caprock.Verification.Refinement.Subjects;

namespace Caprock.Verification.Refinement.Exhaustive;

/// <summary>The configurations that are explored.</summary>
public static unsafe class Configurations
{
    private const ulong Arena = 1 << 17;
    private const ulong Root = 1;
    private const ulong Irq = 16;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Configuration> All { get; } =
    [
        Endpoint(), Notifications(), Replies(), Nodes(), Memory(), Badges(), Scheduling(), Lifecycle(), Interrupts(), Mapping(),
    ];

    /// <summary>Two threads and an endpoint, with all rights and with Write only, each with a reply object.</summary>
    private static Configuration Endpoint()
    {
        static World Build()
        {
            var world = new World(4, Arena);
            ulong endpoint = world.PlaceObject(ObjectType.Endpoint);
            world.PlaceBadged(endpoint, 7, rights: 1);
            world.PlaceObject(ObjectType.Reply);
            world.PlaceObject(ObjectType.Reply);
            world.PlaceThreads(100, 100);
            return world;
        }

        const ulong Plain = 2;
        const ulong Badged = 3;
        List<Step> steps = [Step.Plain(SystemCall.Yield, 0), Step.Invoke(Root, InvocationLabel.CNodeCancelBadgedSends, [], Plain, 64)];
        foreach (ulong endpoint in (ulong[])[Plain, Badged])
        {
            steps.Add(new Step { Call = SystemCall.Call, Capability = endpoint, Label = 1, Words = [3] });
            steps.Add(Step.Plain(SystemCall.Send, endpoint));
            steps.Add(Step.Plain(SystemCall.NBSend, endpoint));
        }

        foreach (ulong reply in (ulong[])[4, 5])
        {
            steps.Add(Step.Plain(SystemCall.Recv, Plain, reply));
            steps.Add(Step.Plain(SystemCall.NBRecv, Plain, reply));
            steps.Add(Step.Plain(SystemCall.ReplyRecv, Plain, reply));
            steps.Add(Step.Plain(SystemCall.Send, reply));
        }

        steps.Add(Step.Plain(SystemCall.Wait, Plain));
        steps.Add(new Step { Kind = StepKind.UserException });
        return new Configuration("two threads, endpoint", Build, steps);
    }

    /// <summary>Two threads, two notifications and an endpoint; bound and unbound.</summary>
    private static Configuration Notifications()
    {
        static World Build()
        {
            var world = new World(4, Arena);
            world.PlaceBadged(world.PlaceObject(ObjectType.Notification), 1);
            world.PlaceBadged(world.PlaceObject(ObjectType.Notification), 2);
            world.PlaceObject(ObjectType.Endpoint);
            world.PlaceThreads(100, 100);
            return world;
        }

        const ulong EndpointSlot = 6;
        const ulong FirstThread = 7;
        const ulong SecondThread = 9;
        List<Step> steps =
        [
            Step.Plain(SystemCall.Yield, 0), Step.Plain(SystemCall.Wait, EndpointSlot), Step.Plain(SystemCall.NBWait, EndpointSlot),
            Step.Plain(SystemCall.Send, EndpointSlot),
        ];
        foreach (ulong notification in (ulong[])[2, 4])
        {
            steps.Add(Step.Plain(SystemCall.Wait, notification));
            steps.Add(Step.Plain(SystemCall.NBWait, notification));
            steps.Add(Step.Plain(SystemCall.Send, notification + 1));
            steps.Add(new Step { Call = SystemCall.NBSendWait, Capability = notification, Reply = notification + 1 });
            steps.Add(Step.Invoke(FirstThread, InvocationLabel.TcbBindNotification, [notification]));
            steps.Add(Step.Invoke(SecondThread, InvocationLabel.TcbBindNotification, [notification]));
            steps.Add(Step.Invoke(Root, InvocationLabel.CNodeRevoke, [], notification, 64));
        }

        steps.Add(Step.Invoke(FirstThread, InvocationLabel.TcbUnbindNotification, []));
        steps.Add(Step.Invoke(SecondThread, InvocationLabel.TcbUnbindNotification, []));
        steps.Add(Step.Invoke(FirstThread, InvocationLabel.TcbResume, []));
        return new Configuration("notifications, bound and unbound", Build, steps);
    }

    /// <summary>Reply objects with donation: a client, and two servers without time of their own.</summary>
    private static Configuration Replies()
    {
        static World Build()
        {
            var world = new World(4, Arena);
            world.PlaceObject(ObjectType.Endpoint);
            world.PlaceObject(ObjectType.Endpoint);
            world.PlaceObject(ObjectType.Reply);
            world.PlaceObject(ObjectType.Reply);
            world.PlaceThreads(100, 101, 102);
            return world;
        }

        List<Step> steps = [];
        foreach (ulong endpoint in (ulong[])[2, 3])
        {
            steps.Add(Step.Plain(SystemCall.Call, endpoint));
            foreach (ulong reply in (ulong[])[4, 5])
            {
                steps.Add(Step.Plain(SystemCall.ReplyRecv, endpoint, reply));
                steps.Add(new Step { Call = SystemCall.NBSendRecv, Capability = endpoint, Reply = reply, Destination = endpoint ^ 1 });
            }
        }

        foreach (ulong reply in (ulong[])[4, 5])
        {
            steps.Add(Step.Plain(SystemCall.Send, reply));
        }

        // Contexts lie behind their threads. The servers' own are taken away when they say so.
        foreach (ulong thread in (ulong[])[8, 10])
        {
            steps.Add(Step.Invoke(thread + 1, InvocationLabel.SchedContextUnbind, []));
            steps.Add(Step.Invoke(thread, InvocationLabel.TcbSuspend, []));
            steps.Add(Step.Invoke(thread, InvocationLabel.TcbResume, []));
        }

        return new Configuration("reply objects with donation", Build, steps);
    }

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
            foreach (ulong from in slots.Where(from => from != to))
            {
                steps.Add(Step.Invoke(Root, InvocationLabel.CNodeCopy, [Root], to, 64, from, 64, 15));
            }
        }

        return new Configuration("badges", Build, steps);
    }

    /// <summary>Three threads, their priorities and scheduling contexts.</summary>
    private static Configuration Scheduling()
    {
        static World Build()
        {
            var world = new World(4, Arena);
            world.PlaceObject(ObjectType.Notification);
            world.PlaceThreads(100, 100, 100);
            return world;
        }

        const ulong Notification = 2;
        List<Step> steps = [Step.Plain(SystemCall.Yield, 0), Step.Plain(SystemCall.Wait, Notification),
            Step.Plain(SystemCall.Send, Notification)];
        foreach (ulong thread in (ulong[])[3, 5, 7])
        {
            steps.Add(Step.Invoke(thread, InvocationLabel.TcbSetPriority, [3], 100));
            steps.Add(Step.Invoke(thread, InvocationLabel.TcbSetPriority, [3], 101));
            steps.Add(Step.Invoke(thread, InvocationLabel.TcbResume, []));
            steps.Add(Step.Invoke(thread + 1, InvocationLabel.SchedContextUnbind, []));
            steps.Add(Step.Invoke(thread + 1, InvocationLabel.SchedContextBind, [thread]));
            steps.Add(Step.Invoke(thread + 1, InvocationLabel.SchedContextYieldTo, []));
        }

        steps.Add(Step.Invoke(4, InvocationLabel.SchedContextBind, [Notification]));
        steps.Add(Step.Invoke(4, InvocationLabel.SchedContextUnbindObject, [Notification]));
        return new Configuration("threads, priorities, contexts", Build, steps);
    }

    /// <summary>Threads that stop, start and delete each other while they wait for a message.</summary>
    private static Configuration Lifecycle()
    {
        static World Build()
        {
            var world = new World(4, Arena);
            world.PlaceObject(ObjectType.Endpoint);
            world.PlaceObject(ObjectType.Reply);
            world.PlaceThreads(100, 101, 102);
            return world;
        }

        List<Step> steps =
        [
            Step.Plain(SystemCall.Call, 2), Step.Plain(SystemCall.Send, 2), Step.Plain(SystemCall.Recv, 2, 3),
            new Step { Kind = StepKind.VmFault },
        ];
        foreach (ulong slot in (ulong[])[2, 3, 4, 5, 6, 7, 8, 9])
        {
            steps.Add(Step.Invoke(Root, InvocationLabel.CNodeDelete, [], slot, 64));
        }

        foreach (ulong thread in (ulong[])[4, 6, 8])
        {
            steps.Add(Step.Invoke(thread, InvocationLabel.TcbSuspend, []));
            steps.Add(Step.Invoke(thread, InvocationLabel.TcbResume, []));
            steps.Add(Step.Invoke(thread, InvocationLabel.TcbSetTimeoutEndpoint, [2]));
            steps.Add(Step.Invoke(thread, InvocationLabel.TcbSetSchedParams, [4, thread + 1, 2], 255, 101));
        }

        return new Configuration("threads that delete each other", Build, steps);
    }

    /// <summary>An interrupt, its handler, and who waits for it.</summary>
    private static Configuration Interrupts()
    {
        static World Build()
        {
            var world = new World(4, Arena);
            ulong first = world.PlaceObject(ObjectType.Notification);
            world.PlaceBadged(first, 1);
            world.PlaceObject(ObjectType.Notification);
            world.PlaceHandler(Irq);
            world.PlaceThreads(100, 100);
            return world;
        }

        const ulong Handler = 5;
        List<Step> steps =
        [
            new Step { Kind = StepKind.Interrupt, Irq = Irq }, Step.Plain(SystemCall.Yield, 0),
            Step.Invoke(Handler, InvocationLabel.IrqHandlerClear, []), Step.Invoke(Handler, InvocationLabel.IrqHandlerAck, []),
        ];
        foreach (ulong slot in (ulong[])[2, 3, 4])
        {
            steps.Add(Step.Plain(SystemCall.Wait, slot));
            steps.Add(Step.Plain(SystemCall.NBWait, slot));
            steps.Add(Step.Invoke(Handler, InvocationLabel.IrqHandlerSetNotification, [slot]));
            steps.Add(Step.Invoke(Root, InvocationLabel.CNodeDelete, [], slot, 64));
            steps.Add(Step.Invoke(Root, InvocationLabel.CNodeMove, [Root], 14, 64, slot, 64));
            steps.Add(Step.Invoke(Root, InvocationLabel.CNodeMove, [Root], slot, 64, 14, 64));
            steps.Add(Step.Invoke(Root, InvocationLabel.CNodeRevoke, [], slot, 64));
        }

        steps.Add(Step.Invoke(Root, InvocationLabel.CNodeCopy, [Root], 15, 64, Handler, 64, 15));
        steps.Add(Step.Invoke(Root, InvocationLabel.CNodeDelete, [], Handler, 64));
        steps.Add(Step.Invoke(Root, InvocationLabel.CNodeDelete, [], 15, 64));
        return new Configuration("interrupts", Build, steps);
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
