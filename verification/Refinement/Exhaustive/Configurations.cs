// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Verification.Refinement.Histories;
using Caprock.Verification.Refinement.Subjects;

namespace Caprock.Verification.Refinement.Exhaustive;

/// <summary>The configurations that are explored.</summary>
public static unsafe partial class Configurations
{
    private const ulong Arena = 1 << 17;
    private const ulong Root = 1;
    private const ulong Irq = 16;
    private const ulong ReadOnly = 2;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Configuration> All { get; } =
    [
        Endpoint(), Notifications(), Replies(), Nodes(), Memory(), Badges(), Scheduling(), Lifecycle(), Interrupts(), Mapping(),
        PassiveServer(), Chain(), Lending(), FaultHandling(), Guarded(), Answers(), Containment(),
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
        return new Configuration("two threads, endpoint", Build, steps) { Interchangeable = [[[4], [5]], [[6, 7], [8, 9]]] };
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
        return new Configuration("threads, priorities, contexts", Build, steps) { Interchangeable = [[[5, 6], [7, 8]]] };
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

    /// <summary>An interrupt, its handler, and who waits for it; a notification with all rights, a badge, and Read only.</summary>
    private static Configuration Interrupts()
    {
        static World Build()
        {
            var world = new World(4, Arena);
            ulong first = world.PlaceObject(ObjectType.Notification);
            world.PlaceBadged(first, 1);
            world.PlaceBadged(first, 0, ReadOnly);
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
}
