// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Queues;

namespace Caprock.Tests.Unit.Queues.Model;

/// <summary>Goes through every order in which the steps of both sides can happen.</summary>
internal sealed unsafe class Explorer(Scenario scenario)
{
    private readonly HashSet<string> seen = [];
    private readonly Stack<World> open = new();

    /// <summary>Different situations found.</summary>
    public int Count => seen.Count;

    /// <summary>Situations in which nothing can happen any more, though elements are left, and as many as the consumer waits for.</summary>
    public int Stuck { get; private set; }

    /// <summary>Situations in which everything has gone through.</summary>
    public int Finished { get; private set; }

    /// <summary>Situations in which a consumer has something that was not put in.</summary>
    public int Wrong { get; private set; }

    /// <summary>
    /// Situations in which a side has sent more signals than it was asked for, besides the one that a new queue asks for.
    /// </summary>
    public int Excessive { get; private set; }

    /// <summary>Explores until there is nothing new.</summary>
    public void Run()
    {
        var bytes = stackalloc byte[QueueLayout.Elements + (sizeof(uint) * scenario.Capacity)];
        Add(First(bytes));
        while (open.TryPop(out var world))
        {
            Look(world);
            foreach (var isProducer in (bool[])[true, false])
            {
                Advance(world, isProducer, bytes);
            }
        }
    }

    private static void Take(World world, Side side, Access access)
    {
        uint result = 0;
        switch (access.Kind)
        {
            case AccessKind.Load:
                result = world.Load(side, access.Offset);
                break;
            case AccessKind.Store:
                side.Requests += access.Offset is QueueLayout.SpaceWanted or QueueLayout.ElementWanted ? 1u : 0;
                side.Stores.Add((access.Offset, access.Value));
                break;
            case AccessKind.Signal:
                world.Peer(side).IsSignalled = true;
                side.SignalsSent++;
                break;
            default:
                break;
        }

        side.Log.Add(result);
    }

    private World First(byte* bytes)
    {
        var length = (ulong)(QueueLayout.Elements + (sizeof(uint) * scenario.Capacity));
        new Span<byte>(bytes, (int)length).Clear();
        var producer = new Side();
        var consumer = new Side();
        List<uint> attached = [scenario.FirstIndex];
        ModelMemory.Run(attached, bytes, () => producer.State.Producer = Producer<uint, ModelMemory>.Attach(bytes, length));
        ModelMemory.Run(attached, bytes, () => consumer.State.Consumer = Consumer<uint, ModelMemory>.Attach(bytes, length));
        var memory = new uint[4 + scenario.Capacity];
        memory[World.Word(QueueLayout.Tail)] = scenario.FirstIndex;
        memory[World.Word(QueueLayout.Head)] = scenario.FirstIndex;
        return World.Create(memory, producer, consumer);
    }

    private void Add(World world)
    {
        if (seen.Add(Convert.ToBase64String(world.Key())))
        {
            open.Push(world);
        }
    }

    private void Look(World world)
    {
        Wrong += world.Consumer.State.IsWrong ? 1 : 0;
        var isExcessive = world.Producer.SignalsSent > world.Consumer.Requests + 1
            || world.Consumer.SignalsSent > world.Producer.Requests + 1;
        Excessive += isExcessive ? 1 : 0;
        if (world.IsAtRest)
        {
            var isDone = world.Producer.State.Count == scenario.Elements && scenario.Elements - world.Consumer.State.Count < scenario.Want;
            Finished += isDone ? 1 : 0;
            Stuck += isDone ? 0 : 1;
        }
    }

    /// <summary>Adds what can be next at one side: a store that reaches memory, an activation that begins, or a step of one.</summary>
    private void Advance(World world, bool isProducer, byte* bytes)
    {
        if ((isProducer ? world.Producer : world.Consumer).Stores.Count != 0)
        {
            var flushed = world.Copy();
            flushed.Flush(isProducer ? flushed.Producer : flushed.Consumer);
            Add(flushed);
        }

        var next = world.Copy();
        var side = isProducer ? next.Producer : next.Consumer;
        if (!side.IsActive)
        {
            if (side.IsSignalled)
            {
                side.IsSignalled = false;
                side.IsActive = true;
                Add(next);
            }

            return;
        }

        var after = side.State;
        var access = ModelMemory.Run(side.Log, bytes, () => Activate(ref after, isProducer));
        if (access is not Access step)
        {
            side.State = after;
            side.Log.Clear();
            side.IsActive = false;
        }
        else if (step.Kind == AccessKind.Fence && scenario.HasFences && side.Stores.Count != 0)
        {
            return;
        }
        else
        {
            Take(next, side, step);
        }

        Add(next);
    }

    private void Activate(ref SideState state, bool isProducer)
    {
        if (isProducer)
        {
            Sides.Produce(ref state, scenario);
        }
        else
        {
            Sides.Consume(ref state, scenario);
        }
    }
}
