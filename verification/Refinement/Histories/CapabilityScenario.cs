// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Verification.Refinement.Subjects;

namespace Caprock.Verification.Refinement.Histories;

/// <summary>One thread that makes objects, copies and moves capabilities, deletes and revokes.</summary>
public sealed unsafe class CapabilityScenario : IScenario
{
    private const int Radix = 5;
    private const int Slots = 1 << Radix;

    private static readonly ulong[] Depths = [1, 2, 3, 4, 5, 6, 7, 8, 0, 63, 64, 65];
    private static readonly ulong[] Sizes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 47, 63, 64, 1UL << 40];

    /// <inheritdoc/>
    public string Name => "capabilities";

    /// <inheritdoc/>
    public World Build()
    {
        var world = new World(Radix, 1 << 20);
        world.PlaceMemory(14);
        world.PlaceMemory(10);
        world.PlaceMemory(13, isDevice: true);
        world.Place(IrqControlCapability.Create().Value);
        world.Place(DomainSetCapability.Create().Value);
        world.Place(SchedControlCapability.Create(0).Value);
        world.Place(AsidControlCapability.Create().Value);
        world.Place(IoPortControlCapability.Create().Value);
        world.Start(world.MakeThread(100));
        return world;
    }

    /// <inheritdoc/>
    public Step? Next(World world, Random random)
    {
        if (world.Kernel->CurrentThread == world.Kernel->IdleThread)
        {
            return null;
        }

        Step step = random.Next(10) < 2 ? Retype(world, random) : Handle(world, random);
        return random.Next(8) == 0 ? step with { IsPreempted = true } : step;
    }

    private static Step Retype(World world, Random random)
    {
        ulong type = random.Next(3) > 0 ? (ulong)random.Next(7) : (ulong)random.Next(16);
        ulong size = type is 0 or 4 or 5 ? SizeFor(type, random) : random.Next(4) == 0 ? Pick(Sizes, random) : 0;
        (ulong root, ulong index, ulong depth, ulong offset) = Destination(world, random);
        ulong count = random.Next(4) > 0 ? 1 : (ulong)random.Next(0, 6);
        return Step.Invoke(
            Find(world, random, CapabilityType.Untyped), InvocationLabel.UntypedRetype, [root], type, size, index, depth, offset,
            random.Next(50) == 0 ? 300 : count);
    }

    private static (ulong Root, ulong Index, ulong Depth, ulong Offset) Destination(World world, Random random)
    {
        ulong node = Find(world, random, CapabilityType.CNode);
        ulong offset = (ulong)random.Next(random.Next(3) == 0 ? 4 : Slots + 1);
        return random.Next(3) == 0
            ? (node, (ulong)random.Next(Slots), Pick(Depths, random), offset)
            : (random.Next(2) == 0 ? world.RootNode : node, 0, 0, offset);
    }

    private static ulong SizeFor(ulong type, Random random) => random.Next(8) == 0
        ? Pick(Sizes, random)
        : type switch { 0 => (ulong)random.Next(4, 13), 4 => (ulong)random.Next(1, 4), _ => (ulong)random.Next(7, 9) };

    private static Step Handle(World world, Random random)
    {
        (ulong node, ulong index, ulong depth) = Target(world, random);
        (ulong sourceNode, ulong sourceIndex, ulong sourceDepth) = Target(world, random);
        ulong rights = (ulong)random.Next(16);
        ulong data = random.Next(3) == 0 ? (ulong)((uint)random.Next(4) | ((uint)random.Next(8) << 6)) : (ulong)random.Next(3);
        data = random.Next(10) == 0 ? (ulong)random.Next(55, 64) : data;
        switch (random.Next(16))
        {
            case 0:
                return Step.Invoke(node, InvocationLabel.CNodeRevoke, [], index, depth);
            case 1 or 2 or 3:
                return Step.Invoke(node, InvocationLabel.CNodeDelete, [], index, depth);
            case 4 or 5 or 6:
                return Step.Invoke(node, InvocationLabel.CNodeCopy, [sourceNode], index, depth, sourceIndex, sourceDepth, rights);
            case 7 or 8 or 9:
                return Step.Invoke(node, InvocationLabel.CNodeMint, [sourceNode], index, depth, sourceIndex, sourceDepth, rights, data);
            case 10 or 11:
                return Step.Invoke(node, InvocationLabel.CNodeMove, [sourceNode], index, depth, sourceIndex, sourceDepth);
            case 12:
                return Step.Invoke(node, InvocationLabel.CNodeMutate, [sourceNode], index, depth, sourceIndex, sourceDepth, data);
            case 13:
                return Truncated(node, random);
            default:
                (ulong pivotNode, ulong pivotIndex, ulong pivotDepth) = Target(world, random);
                (sourceNode, sourceIndex, sourceDepth) = random.Next(2) == 0
                    ? (node, index, depth) : (sourceNode, sourceIndex, sourceDepth);
                return Step.Invoke(
                    node, InvocationLabel.CNodeRotate, [pivotNode, sourceNode], index, depth, random.Next(3) == 0 ? data : 0,
                    pivotIndex, pivotDepth,
                    random.Next(3) == 0 ? data : 0, sourceIndex, sourceDepth);
        }
    }

    private static Step Truncated(ulong node, Random random)
    {
        ulong label = (ulong)InvocationLabel.CNodeRevoke + (ulong)random.Next(8);
        ulong[] words = [(ulong)random.Next(Slots), 64, (ulong)random.Next(Slots), 64, 15, 64, (ulong)random.Next(Slots), 64];
        return Step.Invoke(node, (InvocationLabel)label, random.Next(2) == 0 ? [] : [node], words[..random.Next(words.Length)]);
    }

    /// <summary>A slot as invocations name it: mostly by the root CNode, or through another CNode that there is.</summary>
    private static (ulong Node, ulong Index, ulong Depth) Target(World world, Random random)
    {
        if (random.Next(4) > 0)
        {
            return (world.RootNode, (ulong)random.Next(Slots), random.Next(40) == 0 ? Pick(Depths, random) : 64);
        }

        ulong node = Find(world, random, CapabilityType.CNode);
        Slot.Load(world.SlotAt(node)).TryAsCNode(out CNodeCapability view);
        int bits = view.Radix + view.GuardSize;
        if (view.ObjectAddress == 0 || random.Next(3) == 0)
        {
            return (node, (ulong)random.Next(256), Pick(Depths, random));
        }

        ulong index = (uint)random.Next(1 << view.Radix) | (view.Guard << view.Radix);
        int more = random.Next(3) == 0 ? random.Next(1, 6) : 0;
        return (node, (index << more) | (uint)random.Next(1 << more), (ulong)(bits + more));
    }

    /// <summary>A slot of the root CNode that holds a capability of a type, if there is one.</summary>
    private static ulong Find(World world, Random random, CapabilityType type)
    {
        int start = random.Next(Slots);
        for (int i = 0; i < Slots; i++)
        {
            ulong index = (ulong)((start + i) % Slots);
            if (Slot.Load(world.SlotAt(index)).Type == type)
            {
                return index;
            }
        }

        return world.RootNode;
    }

    private static ulong Pick(ulong[] values, Random random) => values[random.Next(values.Length)];
}
