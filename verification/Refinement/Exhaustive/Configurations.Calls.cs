// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;
using Caprock.Verification.Refinement.Histories;
using Caprock.Verification.Refinement.Subjects;

namespace Caprock.Verification.Refinement.Exhaustive;

/// <summary>Configurations that begin in the middle of calls, lent contexts and faults.</summary>
public static unsafe partial class Configurations
{
    private static Step Delete(ulong slot) => Step.Invoke(Root, InvocationLabel.CNodeDelete, [], slot, 64);

    private static Step Unbind(ulong context) => Step.Invoke(context, InvocationLabel.SchedContextUnbind, []);

    private static Step Bind(ulong context, ulong target) => Step.Invoke(context, InvocationLabel.SchedContextBind, [target]);

    private static Step Suspend(ulong thread) => Step.Invoke(thread, InvocationLabel.TcbSuspend, []);

    private static Step Resume(ulong thread) => Step.Invoke(thread, InvocationLabel.TcbResume, []);

    /// <summary>A server without time of its own, and two clients of which one can call while the other is served.</summary>
    private static Configuration PassiveServer()
    {
        static World Build()
        {
            var world = new World(4, Arena);
            world.PlaceObject(ObjectType.Endpoint);
            world.PlaceObject(ObjectType.Reply);
            world.PlaceThreads(100, 100, 100);
            return world;
        }

        const ulong Reply = 3;
        const ulong Server = 8;
        const ulong Time = 9;
        Step yield = Step.Plain(SystemCall.Yield, 0);
        List<Step> steps =
        [
            yield, Step.Plain(SystemCall.Call, 2), Step.Plain(SystemCall.Send, 2), Step.Plain(SystemCall.NBSend, 2),
            Step.Plain(SystemCall.ReplyRecv, 2, Reply), Step.Plain(SystemCall.Recv, 2, Reply), Step.Plain(SystemCall.Send, Reply),
            Suspend(Server), Resume(Server), Unbind(Time), Bind(Time, Server),
        ];
        return new Configuration("a passive server and two clients", Build, steps)
        {
            Opening = [yield, yield, Step.Plain(SystemCall.Recv, 2, Reply), Unbind(Time)],
            Interchangeable = [[[4, 5], [6, 7]]],
        };
    }

    /// <summary>Three servers without time of their own that call each other on the time of one client.</summary>
    private static Configuration Chain()
    {
        static World Build()
        {
            var world = new World(4, Arena);
            for (int i = 0; i < 3; i++)
            {
                world.PlaceObject(ObjectType.Endpoint);
            }

            for (int i = 0; i < 3; i++)
            {
                world.PlaceObject(ObjectType.Reply);
            }

            world.PlaceThreads(100, 101, 102, 103);
            return world;
        }

        List<Step> steps = [];
        for (ulong i = 0; i < 3; i++)
        {
            ulong server = 10 + (2 * i);
            steps.Add(Step.Plain(SystemCall.Call, 2 + i));
            steps.Add(Step.Plain(SystemCall.ReplyRecv, 2 + i, 5 + i));
            steps.Add(Step.Plain(SystemCall.Send, 5 + i));
            steps.Add(Delete(5 + i));
            steps.Add(Suspend(server));
            steps.Add(Bind(server + 1, server));
        }

        return new Configuration("a chain of three calls", Build, steps)
        {
            Opening =
            [
                Step.Plain(SystemCall.Recv, 4, 7), Step.Plain(SystemCall.Recv, 3, 6), Step.Plain(SystemCall.Recv, 2, 5),
                Unbind(11), Unbind(13), Unbind(15),
                Step.Plain(SystemCall.Call, 2), Step.Plain(SystemCall.Call, 3), Step.Plain(SystemCall.Call, 4),
            ],
        };
    }

    /// <summary>A notification that lends its scheduling context to whoever takes its signals, and three threads.</summary>
    private static Configuration Lending()
    {
        static World Build()
        {
            var world = new World(4, Arena);
            world.PlaceObject(ObjectType.Notification);
            world.PlaceThreads(100, 100, 100);
            ulong context = world.PlaceObject(ObjectType.SchedContext, ObjectSizes.MinimumSchedContextBits);
            world.Configure((SchedContext*)Slot.Load(world.SlotAt(context)).ObjectAddress);
            return world;
        }

        const ulong Signals = 2;
        const ulong Time = 9;
        Step yield = Step.Plain(SystemCall.Yield, 0);
        Step wait = Step.Plain(SystemCall.Wait, Signals);
        List<Step> steps =
        [
            yield, wait, Step.Plain(SystemCall.NBWait, Signals), Step.Plain(SystemCall.Send, Signals), Unbind(6), Unbind(8),
            Bind(Time, Signals), Step.Invoke(Time, InvocationLabel.SchedContextUnbindObject, [Signals]), Bind(Time, 5), Bind(Time, 7),
            Suspend(5), Suspend(7), Resume(5), Resume(7), Delete(Signals), Delete(Time),
            Step.Invoke(5, InvocationLabel.TcbBindNotification, [Signals]), Step.Invoke(7, InvocationLabel.TcbBindNotification, [Signals]),
        ];
        return new Configuration("a notification that lends its time", Build, steps)
        {
            Opening = [yield, wait, wait, Unbind(6), Unbind(8), Bind(Time, Signals)],
            Interchangeable = [[[5, 6], [7, 8]]],
        };
    }

    /// <summary>A thread that faults and another one that handles it, with every answer.</summary>
    private static Configuration FaultHandling()
    {
        static World Build()
        {
            var world = new World(4, Arena);
            ulong endpoint = world.PlaceObject(ObjectType.Endpoint);
            world.PlaceObject(ObjectType.Reply);
            world.PlaceThreads(100, 100);
            world.SetFaultHandler(4, endpoint);
            return world;
        }

        const ulong Reply = 3;
        List<Step> steps =
        [
            Step.Plain(SystemCall.Yield, 0), Step.Plain(SystemCall.Recv, 2, Reply), Step.Plain(SystemCall.NBRecv, 2, Reply),
            Step.Plain(SystemCall.Call, 2), Step.Plain(SystemCall.Call, 15), Step.Plain(SystemCall.Recv, 15, Reply), Suspend(4), Resume(4),
            Delete(Reply), Delete(4),
        ];
        foreach (StepKind kind in (StepKind[])[StepKind.UserException, StepKind.VmFault, StepKind.UnknownSystemCall])
        {
            steps.Add(new Step { Kind = kind });
        }

        for (ulong label = 0; label < 2; label++)
        {
            steps.Add(new Step { Call = SystemCall.Send, Capability = Reply, Label = label });
            steps.Add(new Step { Call = SystemCall.ReplyRecv, Capability = 2, Reply = Reply, Label = label });
        }

        return new Configuration("faults and their handler", Build, steps);
    }

    /// <summary>A capability space whose root has a guard, and every address near what it holds.</summary>
    private static Configuration Guarded()
    {
        const ulong Guard = 5;
        const int Radix = 3;

        static World Build()
        {
            var world = new World(Radix, Arena, Guard);
            world.PlaceObject(ObjectType.Notification);
            world.PlaceObject(ObjectType.Endpoint);
            world.PlaceThreads(100, 100);
            return world;
        }

        List<Step> steps = [Step.Plain(SystemCall.Yield, 0)];
        foreach (ulong guard in (ulong[])[0, Guard - 1, Guard, Guard + 1])
        {
            for (ulong slot = 0; slot < 1 << Radix; slot++)
            {
                ulong address = (guard << Radix) + slot;
                steps.Add(Step.Plain(SystemCall.Send, address));
                steps.Add(Step.Plain(SystemCall.NBWait, address));
                steps.Add(Step.Invoke(address, InvocationLabel.TcbSuspend, []));
                steps.Add(Step.Invoke((Guard << Radix) + Root, InvocationLabel.CNodeDelete, [], address, 64));
            }
        }

        return new Configuration("a capability space with a guard", Build, steps);
    }

    /// <summary>Refusals of every length, for a thread that has a buffer, may only read it, may not even do that, or has none.</summary>
    private static Configuration Answers()
    {
        const ulong Guard = 5;
        const int Radix = 3;
        const ulong Top = Guard << Radix;
        const ulong Thread = Top + 2;
        const ulong Frame = 4;

        static World Build()
        {
            var world = new World(Radix, Arena, Guard);
            world.PlaceThreads(100);
            world.PlaceObject(ObjectType.Page4K);
            world.PlaceBadged(Frame, 0, rights: ReadOnly);
            world.PlaceBadged(Frame, 0, rights: 0);
            return world;
        }

        var steps = new List<Step>
        {
            Step.Invoke(Thread, InvocationLabel.TcbSetIpcBuffer, [Top], 0),
            Step.Invoke(Thread, InvocationLabel.TcbSetPriority, [Thread], 256),
            Step.Invoke(Thread + 1, InvocationLabel.TcbSuspend, []),
        };
        for (ulong frame = Frame; frame < Frame + 3; frame++)
        {
            steps.Add(Step.Invoke(Thread, InvocationLabel.TcbSetIpcBuffer, [Top + frame], 0x1000));
            steps.Add(Step.Invoke(Top + Root, InvocationLabel.CNodeDelete, [], Top + frame, 64));
        }

        // No slot has such a guard, is found by fewer bits, or is there when there are more; a frame is no CNode.
        steps.Add(Step.Invoke(Top + Root, InvocationLabel.CNodeDelete, [], 0, 64));
        steps.Add(Step.Invoke(Top + Root, InvocationLabel.CNodeDelete, [], Guard, 61));
        steps.Add(Step.Invoke(Top + Root, InvocationLabel.CNodeDelete, [], Top, 65));
        steps.Add(Step.Invoke(Top + Root, InvocationLabel.CNodeMove, [Top + Frame], Top + 7, 64, 0, 64));
        return new Configuration("answers with and without a buffer", Build, steps);
    }

    /// <summary>A CNode that holds the only capabilities to a thread and to what it waits for, and is destroyed with both.</summary>
    private static Configuration Containment()
    {
        static World Build()
        {
            var world = new World(4, Arena);
            world.PlaceFlatRoot();
            world.PlaceObject(ObjectType.CapTable, 1);
            world.PlaceObject(ObjectType.Endpoint);
            world.PlaceObject(ObjectType.Notification);
            world.PlaceThreads(100, 101);
            return world;
        }

        const ulong Flat = 2;
        const ulong Node = 3;
        const ulong Thread = 8;
        List<Step> steps = [Step.Plain(SystemCall.Recv, 4), Step.Plain(SystemCall.Wait, 5), Step.Plain(SystemCall.Send, 5)];
        foreach (ulong inner in (ulong[])[Node << 1, (Node << 1) | 1])
        {
            steps.Add(Step.Invoke(Flat, InvocationLabel.CNodeDelete, [], inner, 5));
            foreach (ulong outer in (ulong[])[4, 5, Thread, Thread + 1])
            {
                steps.Add(Step.Invoke(Flat, InvocationLabel.CNodeMove, [Flat], inner, 5, outer, 4));
            }
        }

        steps.Add(Step.Invoke(Flat, InvocationLabel.CNodeDelete, [], Node, 4));
        steps.Add(Step.Invoke(Flat, InvocationLabel.CNodeDelete, [], Node, 4) with { IsPreempted = true });
        return new Configuration("a container destroyed with its contents", Build, steps);
    }
}
