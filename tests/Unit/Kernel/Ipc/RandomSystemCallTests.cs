// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;

namespace Caprock.Tests.Unit.Kernel.Ipc;

/// <summary>Random system calls by whoever runs, random faults, interrupts and passing time; the invariants are checked after
/// each.</summary>
public sealed unsafe class RandomSystemCallTests : IDisposable
{
    private const int Steps = 3_000;
    private const int EndpointCount = 3;
    private const int ThreadCount = 8;

    private readonly World world = new();
    private readonly List<ulong> endpoints = [];
    private readonly List<ulong> notifications = [];
    private readonly List<ulong> replies = [];
    private Random random = new(0);

    public void Dispose() => world.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Invariants_hold_whatever_threads_do(int seed)
    {
        random = new Random(seed);
        Populate();
        for (int step = 0; step < Steps; step++)
        {
            Act();
            world.CheckInvariants();
        }
    }

    private void Populate()
    {
        for (int i = 0; i < EndpointCount; i++)
        {
            endpoints.Add(world.MakeEndpoint());
            notifications.Add(world.MakeNotification());
            replies.Add(world.MakeReply());
        }

        for (int i = 0; i < ThreadCount; i++)
        {
            ulong budget = (ulong)random.Next(1, 4) * 1_000;
            Actor actor = world.Start((byte)(100 + random.Next(4)), budget, budget * (ulong)random.Next(1, 4));
            actor.Context->IsSporadic = (ulong)random.Next(2);
            replies.Add(actor.Reply);
        }

        foreach (Actor actor in world.Actors.Skip(1).Take(ThreadCount / 2))
        {
            world.Invoke(
                actor.Capability,
                InvocationLabel.TcbSetSchedParams,
                [world.Root.Capability, actor.SchedContext, Pick(endpoints)],
                255,
                101);
            world.Invoke(actor.Capability, InvocationLabel.TcbSetTimeoutEndpoint, [Pick(endpoints)]);
        }

        world.Invoke(world.Actors[1].Capability, InvocationLabel.TcbBindNotification, [notifications[0]]);
        world.Invoke(world.Actors[2].SchedContext, InvocationLabel.SchedContextBind, [notifications[1]]);
    }

    private void Act()
    {
        Actor? running = world.Running;
        if (running == world.Root)
        {
            Manage();
        }
        else if (running == null || random.Next(12) == 0)
        {
            world.Advance((ulong)random.Next(1, 1_500));
            if (world.Running != world.Root)
            {
                world.Wake();
            }
        }
        else if (random.Next(6) == 0)
        {
            world.Advance((ulong)random.Next(1, 700));
        }
        else
        {
            Communicate(running);
        }
    }

    private void Communicate(Actor actor)
    {
        ulong reply = Pick(replies);
        ulong endpoint = random.Next(5) == 0 ? Pick(notifications) : Pick(endpoints);
        var info = MessageInfo.Create((ulong)random.Next(3), 0, (ulong)random.Next(2), (ulong)random.Next(12));
        actor.SetCaps(Pick(endpoints));
        SystemCall[] calls =
        [
            SystemCall.Call, SystemCall.Call, SystemCall.Send, SystemCall.NBSend, SystemCall.Recv, SystemCall.Recv, SystemCall.NBRecv,
            SystemCall.Wait, SystemCall.NBWait, SystemCall.ReplyRecv, SystemCall.ReplyRecv, SystemCall.NBSendRecv, SystemCall.NBSendWait,
            SystemCall.Yield, (SystemCall)99,
        ];
        switch (random.Next(12))
        {
            case 0:
                actor.FaultOnMemory(0x1000, 4);
                break;
            case 1:
                actor.FaultWith(6, 0);
                break;
            case 2:
                actor.Do(SystemCall.Send, reply, info);
                break;
            case 3:
                Actor target = world.Actors[random.Next(1, world.Actors.Count)];
                actor.Call(target.SchedContext, (ulong)InvocationLabel.SchedContextYieldTo);
                break;
            default:
                actor.Thread->Context.R13 = Pick(endpoints);
                actor.Do(calls[random.Next(calls.Length)], endpoint, info, reply);
                break;
        }
    }

    /// <summary>Root changes something about the others, then lets them run.</summary>
    private void Manage()
    {
        Actor target = world.Actors[random.Next(1, world.Actors.Count)];
        switch (random.Next(11))
        {
            case 0:
                world.Invoke(target.Capability, InvocationLabel.TcbSuspend, []);
                break;
            case 1:
            case 2:
                world.Invoke(target.Capability, InvocationLabel.TcbResume, []);
                break;
            case 3:
                world.Invoke(target.Capability, InvocationLabel.TcbSetPriority, [world.Root.Capability], (ulong)random.Next(100, 104));
                break;
            case 4:
                world.Invoke(target.SchedContext, InvocationLabel.SchedContextUnbind, []);
                break;
            case 5:
                world.Invoke(target.SchedContext, InvocationLabel.SchedContextBind, [target.Capability]);
                break;
            case 6:
                ReplaceReply();
                break;
            case 7:
                world.Invoke(world.RootNode, InvocationLabel.CNodeCancelBadgedSends, [], Pick(endpoints), 64);
                break;
            case 8:
                Reconfigure(target);
                break;
            case 9:
                world.Root.Send(Pick(replies));
                break;
            default:
                world.Root.Send(Pick(notifications));
                break;
        }

        if (random.Next(2) == 0)
        {
            world.Rest();
        }
    }

    private void Reconfigure(Actor target)
    {
        ulong budget = (ulong)random.Next(1, 4) * 500;
        ulong period = budget * (ulong)random.Next(1, 4);
        world.Invoke(
            world.SchedControl,
            InvocationLabel.SchedControlConfigureFlags,
            [target.SchedContext],
            budget,
            period,
            (ulong)random.Next(8),
            0,
            (ulong)random.Next(2));
    }

    /// <summary>Deletes a reply object and makes another in its place.</summary>
    private void ReplaceReply()
    {
        int index = random.Next(replies.Count);
        world.Invoke(world.RootNode, InvocationLabel.CNodeDelete, [], replies[index], 64);
        Assert.True(Slot.IsEmpty(world.SlotAt(replies[index])));
        ulong fresh = world.MakeReply();
        Capability capability = world.CapabilityAt(fresh);
        DerivationTree.Move(capability, world.SlotAt(fresh), world.SlotAt(replies[index]));
        world.ReturnSlot(fresh);
    }

    private ulong Pick(List<ulong> addresses) => addresses[random.Next(addresses.Count)];
}
