// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;
using Caprock.Verification.Refinement.Subjects;

namespace Caprock.Verification.Refinement.Histories;

/// <summary>Threads that call, send, signal, fault, donate time, change each other and delete what others use.</summary>
/// <param name="isTimed">Whether time passes, and most of the contexts have a budget that is smaller than their period.</param>
public sealed unsafe partial class ThreadScenario(bool isTimed = false) : IScenario
{
    private const int Radix = 6;
    private const ulong FirstInterrupt = 16;

    private static readonly SystemCall[] Calls =
    [
        SystemCall.Call, SystemCall.Call, SystemCall.Call, SystemCall.Send, SystemCall.NBSend, SystemCall.Recv, SystemCall.Recv,
        SystemCall.Recv, SystemCall.NBRecv, SystemCall.Wait, SystemCall.NBWait, SystemCall.ReplyRecv, SystemCall.ReplyRecv,
        SystemCall.NBSendRecv, SystemCall.NBSendWait, SystemCall.Yield,
    ];

    private const ulong WriteOnly = 1;
    private const ulong WriteAndRead = 3;

    private readonly List<ulong> endpoints = [];
    private readonly List<ulong> notifications = [];
    private readonly List<ulong> replies = [];
    private readonly List<ulong> threads = [];
    private readonly List<ulong> contexts = [];
    private ulong firstFree;
    private ulong schedControl;
    private ulong memory;

    /// <inheritdoc/>
    public string Name => isTimed ? "threads in time" : "threads";

    /// <inheritdoc/>
    public World Build()
    {
        var world = new World(Radix, 1 << 20) { IsTimed = isTimed };
        schedControl = world.Place(SchedControlCapability.Create(0).Value);
        memory = world.PlaceMemory(13);
        for (ulong i = 0; i < 2; i++)
        {
            endpoints.Add(world.PlaceObject(ObjectType.Endpoint));
            endpoints.Add(world.PlaceBadged(endpoints[^1], 5 + i));
            notifications.Add(world.PlaceObject(ObjectType.Notification));
            notifications.Add(world.PlaceBadged(notifications[^1], 1UL << (int)i));
        }

        endpoints.Add(world.PlaceBadged(endpoints[0], 9, WriteOnly));
        endpoints.Add(world.PlaceObject(ObjectType.Endpoint));
        endpoints.Add(world.PlaceBadged(endpoints[0], 5, WriteAndRead));
        for (byte i = 0; i < 4; i++)
        {
            replies.Add(world.PlaceObject(ObjectType.Reply));
            ulong thread = world.PlaceObject(ObjectType.Tcb);
            ulong context = world.PlaceObject(ObjectType.SchedContext, isTimed ? 8 : 7);
            threads.Add(thread);
            contexts.Add(context);
            world.Equip(ThreadAt(world, thread), (byte)(100 + i));
            GiveTime(world, (SchedContext*)Slot.Load(world.SlotAt(context)).ObjectAddress, ThreadAt(world, thread), i);
        }

        firstFree = world.NextSlot;
        foreach (ulong thread in threads)
        {
            world.Start(ThreadAt(world, thread));
        }

        world.ConnectInterrupt(FirstInterrupt, notifications[1]);
        return world;
    }

    /// <inheritdoc/>
    public Step? Next(World world, Random random)
    {
        if (world.Kernel->CurrentThread == world.Kernel->IdleThread || random.Next(30) == 0)
        {
            return isTimed && random.Next(3) > 0 ? Pass(world, random)
                : random.Next(12) == 0 ? null : new Step { Kind = StepKind.Interrupt, Irq = FirstInterrupt };
        }

        Step step = random.Next(20) switch
        {
            < 9 => Communicate(random),
            < 14 => Manage(random),
            < 16 => Schedule(random),
            < 18 => Handle(random),
            18 => new Step { Kind = (StepKind)random.Next((int)StepKind.UserException, (int)StepKind.UnknownSystemCall + 1) },
            _ => Anything(random),
        };
        return isTimed ? InTime(world, step, random) : random.Next(10) == 0 ? step with { IsPreempted = true } : step;
    }

    private static Tcb* ThreadAt(World world, ulong slot) => (Tcb*)Slot.Load(world.SlotAt(slot)).ObjectAddress;

    private static ulong Pick(List<ulong> values, Random random) => values[random.Next(values.Count)];

    private static ulong[] Words(Random random, int count)
    {
        var words = new ulong[count];
        for (int i = 0; i < count; i++)
        {
            words[i] = (ulong)random.Next(3) * (ulong)random.Next(64);
        }

        return words;
    }

    /// <summary>Any slot that may be in use, or the first address behind them all.</summary>
    private ulong Any(Random random) => random.Next(50) == 0 ? 1UL << Radix : (ulong)random.Next((int)firstFree + 3);

    private ulong[] Caps(Random random, int count)
    {
        var caps = new ulong[count];
        for (int i = 0; i < count; i++)
        {
            caps[i] = Any(random);
        }

        return caps;
    }

    /// <summary>Any invocation of anything; those that write registers, which the specification leaves out, write none.</summary>
    private Step Anything(Random random)
    {
        var label = (InvocationLabel)random.Next(1, 39);
        ulong[] words = Words(random, random.Next(7));
        if (words.Length > 0 && label is InvocationLabel.TcbCopyRegisters or InvocationLabel.TcbWriteRegisters)
        {
            words[0] &= 3;
            words = [words[0], 0, .. words.Skip(2)];
        }

        return Step.Invoke(Any(random), label, Caps(random, random.Next(4)), words);
    }

    private ulong Endpoint(Random random) => random.Next(8) == 0 ? firstFree + (ulong)random.Next(4) : Pick(endpoints, random);

    private Step Communicate(Random random)
    {
        bool isSignal = random.Next(5) == 0;
        return new Step
        {
            Call = Calls[random.Next(Calls.Length)],
            Capability = random.Next(40) == 0 ? Any(random)
                : random.Next(12) == 0 ? Pick(replies, random)
                : isSignal ? Pick(notifications, random) : Endpoint(random),
            Label = (ulong)random.Next(3),
            Words = Words(random, random.Next(3) == 0 ? random.Next(8) : random.Next(3)),
            Caps = random.Next(3) == 0
                ? [random.Next(2) == 0 ? Pick(endpoints, random) : Any(random), .. Caps(random, random.Next(3))] : [],
            Reply = random.Next(30) == 0 ? Any(random) : Pick(replies, random),
            Destination = random.Next(4) == 0 ? Pick(replies, random) : Pick(endpoints, random),
            Receive = random.Next(2) == 0 ? (1UL, firstFree + (ulong)random.Next(4), 64UL) : default,
        };
    }

    private Step Manage(Random random)
    {
        ulong thread = Pick(threads, random);
        ulong other = Pick(threads, random);
        ulong context = Pick(contexts, random);
        ulong endpoint = random.Next(4) == 0 ? firstFree : Pick(endpoints, random);
        switch (random.Next(14))
        {
            case 0:
                return Step.Invoke(thread, InvocationLabel.TcbSuspend, []);
            case 1 or 2 or 3:
                return Step.Invoke(thread, InvocationLabel.TcbResume, []);
            case 4 or 5:
                return Step.Invoke(thread, InvocationLabel.TcbSetPriority, [other], (ulong)random.Next(99, 105));
            case 6:
                return Step.Invoke(thread, InvocationLabel.TcbSetMaximumControlledPriority, [other], random.Next(3) == 0 ? 101UL : 255);
            case 7:
                return Step.Invoke(thread, InvocationLabel.TcbBindNotification, [Pick(notifications, random)]);
            case 8:
                return Step.Invoke(thread, InvocationLabel.TcbUnbindNotification, []);
            case 9:
                ulong given = random.Next(3) == 0 ? firstFree : context;
                return Step.Invoke(
                    thread, InvocationLabel.TcbSetSchedParams, [other, given, endpoint],
                    random.Next(3) == 0 ? 101UL : (ulong)random.Next(200, 257), (ulong)random.Next(99, 105));
            case 10:
                return Step.Invoke(thread, InvocationLabel.TcbSetTimeoutEndpoint, [endpoint]);
            case 11:
                return Step.Invoke(thread, InvocationLabel.TcbReadRegisters, [], (ulong)random.Next(2), (ulong)random.Next(3));
            case 12:
                return Step.Invoke(thread, InvocationLabel.TcbCopyRegisters, [other], (ulong)random.Next(4));
            default:
                return Step.Invoke(thread, InvocationLabel.TcbSetFlags, [], (ulong)random.Next(2), (ulong)random.Next(2));
        }
    }

    private Step Schedule(Random random)
    {
        ulong context = Pick(contexts, random);
        ulong target = random.Next(2) == 0 ? Pick(threads, random) : Pick(notifications, random);
        switch (random.Next(7))
        {
            case 0 or 1:
                return Step.Invoke(context, InvocationLabel.SchedContextBind, [target]);
            case 2:
                return Step.Invoke(context, InvocationLabel.SchedContextUnbind, []);
            case 3:
                return Step.Invoke(context, InvocationLabel.SchedContextUnbindObject, [target]);
            case 4:
                return Step.Invoke(context, InvocationLabel.SchedContextYieldTo, []);
            case 5:
                return Step.Invoke(context, InvocationLabel.SchedContextConsumed, []);
            default:
                ulong time = (ulong)random.Next(19, 24) * 1000;
                ulong budget = random.Next(5) == 0 ? (ulong)random.Next(30) : time;
                ulong period = random.Next(5) == 0 ? budget - 1 : budget;
                return Step.Invoke(
                    schedControl, InvocationLabel.SchedControlConfigureFlags, [context], budget, period, (ulong)random.Next(3), 9,
                    (ulong)random.Next(2));
        }
    }

    private Step Handle(Random random)
    {
        ulong slot = random.Next(3) == 0 ? Any(random) : firstFree + (ulong)random.Next(4);
        ulong source = Any(random);
        switch (random.Next(9))
        {
            case 0:
                return Step.Invoke(1, InvocationLabel.CNodeDelete, [], slot, 64);
            case 1:
                List<ulong> used = random.Next(3) switch { 0 => replies, 1 => endpoints, _ => notifications };
                return Step.Invoke(1, InvocationLabel.CNodeDelete, [], Pick(used, random), 64);
            case 2:
                return Step.Invoke(1, InvocationLabel.CNodeRevoke, [], random.Next(3) == 0 ? memory : slot, 64);
            case 3:
                return Step.Invoke(1, InvocationLabel.CNodeMint, [1], slot, 64, Pick(endpoints, random), 64,
                    (ulong)random.Next(16), (ulong)random.Next(3));
            case 4:
                return Step.Invoke(1, InvocationLabel.CNodeMove, [1], slot, 64, source, 64);
            case 5:
                return Step.Invoke(1, InvocationLabel.CNodeCopy, [1], slot, 64, source, 64, 15);
            case 6:
                return Step.Invoke(1, InvocationLabel.CNodeCancelBadgedSends, [], Pick(endpoints, random), 64);
            default:
                ulong[] types = [2, 3, 6, 6, 1, 5];
                ulong type = types[random.Next(types.Length)];
                return Step.Invoke(memory, InvocationLabel.UntypedRetype, [1], type, type == 5 ? 7UL : 0, 0, 0, slot, 1);
        }
    }
}
