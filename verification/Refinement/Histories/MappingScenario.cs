// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Verification.Refinement.Subjects;

namespace Caprock.Verification.Refinement.Histories;

/// <summary>One thread that builds address spaces, maps frames, takes tables away under them, and issues ports.</summary>
public sealed unsafe class MappingScenario : IScenario
{
    private const int Radix = 5;
    private const int Slots = 1 << Radix;
    private const ulong FirstSpace = 2;
    private const ulong Pool = 4;
    private const ulong PoolControl = 5;
    private const ulong PoolMemory = 6;
    private const ulong Device = 7;
    private const ulong PortControl = 8;
    private const ulong FirstObject = 9;
    private const ulong FirstFree = 22;

    private static readonly ulong[] Addresses =
    [
        0, 0, 0x1000, 0x2000, 0x20_0000, 0x20_1000, 0x4000_0000, 0x80_0000_0000, 0x1001, Limits.UserTop, Limits.UserTop - 0x1000,
        0xffff_8000_0000_0000,
    ];

    private static readonly InvocationLabel[] PortLabels =
    [
        InvocationLabel.IoPortIn8, InvocationLabel.IoPortIn16, InvocationLabel.IoPortIn32, InvocationLabel.IoPortOut8,
        InvocationLabel.IoPortOut16, InvocationLabel.IoPortOut32,
    ];

    /// <inheritdoc/>
    public string Name => "address spaces";

    /// <inheritdoc/>
    public World Build()
    {
        var world = new World(Radix, 1 << 18);
        world.PlaceObject(ObjectType.Pml4);
        world.PlaceObject(ObjectType.Pml4);
        world.PlacePool();
        world.Place(AsidControlCapability.Create().Value);
        world.PlaceMemory(12);
        world.PlaceDevice(22);
        world.Place(IoPortControlCapability.Create().Value);
        ObjectType[] objects =
        [
            ObjectType.PageDirectoryPointerTable, ObjectType.PageDirectoryPointerTable, ObjectType.PageDirectory, ObjectType.PageDirectory,
            ObjectType.PageTable, ObjectType.PageTable, ObjectType.PageTable, ObjectType.Page4K, ObjectType.Page4K, ObjectType.Page4K,
        ];
        foreach (ObjectType type in objects)
        {
            world.PlaceObject(type);
        }

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

        return random.Next(16) switch
        {
            < 9 => Map(world, random),
            < 13 => Handle(random),
            13 => Identify(random),
            14 => UsePorts(world, random),
            _ => Step.Invoke(
                random.Next(3) == 0 ? Device : PoolMemory, InvocationLabel.UntypedRetype, [world.RootNode],
                random.Next(2) == 0 ? (ulong)ObjectType.LargePage : (ulong)random.Next(16), (ulong)random.Next(14), 0, 0, Free(random), 1),
        };
    }

    private static ulong Free(Random random) => FirstFree + (ulong)random.Next(Slots - (int)FirstFree);

    private static ulong Object(Random random) => FirstObject + (ulong)random.Next(Slots - (int)FirstObject);

    private static ulong Space(Random random) => random.Next(20) == 0 ? Object(random) : FirstSpace + (ulong)random.Next(2);

    /// <summary>Mostly what suits the capability.</summary>
    private static Step Map(World world, Random random)
    {
        ulong slot = Object(random);
        ulong address = Addresses[random.Next(random.Next(3) == 0 ? Addresses.Length : 4)];
        bool isMap = random.Next(3) > 0;
        InvocationLabel label = Slot.Load(world.SlotAt(slot)).Type switch
        {
            CapabilityType.PageDirectoryPointerTable =>
                isMap ? InvocationLabel.PageDirectoryPointerTableMap : InvocationLabel.PageDirectoryPointerTableUnmap,
            CapabilityType.PageDirectory => isMap ? InvocationLabel.PageDirectoryMap : InvocationLabel.PageDirectoryUnmap,
            CapabilityType.PageTable => isMap ? InvocationLabel.PageTableMap : InvocationLabel.PageTableUnmap,
            CapabilityType.Frame when random.Next(10) == 0 => InvocationLabel.PageGetAddress,
            _ => isMap ? InvocationLabel.PageMap : InvocationLabel.PageUnmap,
        };
        ulong[] words = label == InvocationLabel.PageMap ? [address, (ulong)random.Next(4), 0] : [address, 0];
        return random.Next(20) == 0
            ? Step.Invoke(slot, (InvocationLabel)random.Next(39, 48), [Space(random)], words[..random.Next(words.Length)])
            : Step.Invoke(slot, label, isMap ? [Space(random)] : [], words);
    }

    private static Step Handle(Random random)
    {
        ulong slot = (ulong)random.Next(2, Slots);
        return random.Next(7) switch
        {
            0 => Step.Invoke(1, InvocationLabel.CNodeDelete, [], random.Next(4) == 0 ? slot : Free(random), 64),
            1 => Step.Invoke(1, InvocationLabel.CNodeRevoke, [], slot, 64),
            2 => Step.Invoke(1, InvocationLabel.CNodeMove, [1], (ulong)random.Next(2, Slots), 64, slot, 64),
            3 => Step.Invoke(1, InvocationLabel.CNodeMint, [1], Free(random), 64, slot, 64, (ulong)random.Next(16), 0),
            _ => Step.Invoke(1, InvocationLabel.CNodeCopy, [1], Free(random), 64, slot, 64, (ulong)random.Next(16)),
        };
    }

    private static Step Identify(Random random) => random.Next(3) == 0
        ? Step.Invoke(PoolControl, InvocationLabel.AsidControlMakePool, [random.Next(4) == 0 ? Object(random) : PoolMemory, 1],
            Free(random), 64)
        : Step.Invoke(random.Next(4) == 0 ? Free(random) : Pool, InvocationLabel.AsidPoolAssign, [Space(random)]);

    private static Step UsePorts(World world, Random random)
    {
        ulong first = (ulong)random.Next(60, 70);
        if (random.Next(2) == 0)
        {
            ulong last = random.Next(10) == 0 ? 70000 : first + (ulong)random.Next(8) - 1;
            return Step.Invoke(PortControl, InvocationLabel.IoPortControlIssue, [1], first, last, Free(random), 64);
        }

        ulong slot = Free(random);
        for (int i = 0; i < Slots && Slot.Load(world.SlotAt(slot)).Type != CapabilityType.IoPort; i++)
        {
            slot = Free(random);
        }

        return Step.Invoke(slot, PortLabels[random.Next(PortLabels.Length)], [], random.Next(8) == 0 ? [] : [first, 1]);
    }
}
